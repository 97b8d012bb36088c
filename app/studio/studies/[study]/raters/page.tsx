import type { Metadata } from "next";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { EmptyState } from "@/components/ui/empty-state";
import { formatCount, formatDay, formatDuration } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { listRaters, type RaterSummary } from "@/lib/studies/queries/raters";

export const metadata: Metadata = { title: "Raters" };

const SHOWN = 500;

export default async function RatersPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  const raters = await listRaters(account, study.name);
  return (
    <section className="pt-10" aria-labelledby="raters-head">
      <h2 id="raters-head" className="mb-1">
        Raters
      </h2>
      <p className="note mb-4">
        Known by pseudonyms that mean nothing outside this study. Those without a vote are not listed.
        {raters.length > SHOWN && ` The ${SHOWN} with the most votes of ${formatCount(raters.length)}.`}
      </p>
      {raters.length === 0 ? (
        <EmptyState>Nobody has voted yet.</EmptyState>
      ) : (
        <RatersTable raters={raters} isImported={study.origin === "imported"} />
      )}
    </section>
  );
}

const HEADS = ["Votes", "Cannot judge"];
/** No file of votes tells these. */
const NATIVE_HEADS = ["Median time", "Flags", "Last vote"];

function RatersTable({ raters, isImported }: { raters: RaterSummary[]; isImported: boolean }) {
  return (
    <Table label="All raters">
      <thead>
        <tr>
          <th scope="col" className="start">
            Rater
          </th>
          {[...HEADS, ...(isImported ? [] : NATIVE_HEADS)].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {raters.slice(0, SHOWN).map((rater) => (
          <tr key={rater.pseudonym}>
            <th scope="row">
              <span className="mono">{rater.pseudonym}</span>
              {rater.kind === "model" && <span className="note ms-2">Model</span>}
              {rater.isExcluded && <span className="note ms-2">Excluded: {rater.exclusionReason}</span>}
            </th>
            <td>{formatCount(rater.votes - rater.cannotJudge)}</td>
            <td>{formatCount(rater.cannotJudge)}</td>
            {!isImported && (
              <>
                <td>{rater.medianDecisionMs === null ? "–" : formatDuration(rater.medianDecisionMs)}</td>
                <td>{formatCount(rater.flags)}</td>
                <td>{rater.lastVoteAt ? formatDay(rater.lastVoteAt) : "–"}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
