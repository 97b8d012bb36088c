import type { Metadata } from "next";
import Link from "next/link";
import { loadStudy } from "@/app/studio/studies/[study]/load-study";
import { ExcludeForm } from "@/app/studio/studies/[study]/raters/[rater]/exclude-form";
import { Timeline } from "@/app/studio/studies/[study]/raters/[rater]/timeline";
import { undoExclusionAction } from "@/app/studio/studies/[study]/raters/actions";
import { ActionButton } from "@/components/ui/action-button";
import { formatCounted, formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import { orNotFound } from "@/lib/http/or-not-found";
import { fromPathPart, toStudyPath } from "@/lib/http/study-path";
import { ANOMALY_FALSE_ALARMS, describeFinding, toRuleName } from "@/lib/quality/describe-finding";
import { getRater, type RaterDetail } from "@/lib/quality/queries/get-rater";
import { describeSignals } from "@/lib/raters/signals";
import { STAGE_WORDS } from "@/lib/raters/stage-words";
import { mayDo } from "@/lib/studies/policy";

export const metadata: Metadata = { title: "Rater" };

type Props = { params: Promise<{ study: string; rater: string }> };

export default async function RaterPage({ params }: Props) {
  const { account, study } = await loadStudy(params);
  const rater = await orNotFound(getRater(account, study.name, fromPathPart((await params).rater)));
  const mayEdit = mayDo(study.role, "edit");
  const fields = { study: study.name, rater: rater.pseudonym };
  return (
    <div className="grid gap-12 pt-8 *:min-w-0">
      <section aria-labelledby="rater-head" className="grid gap-4">
        <p>
          <Link href={toStudyPath(study.name, "raters")}>All raters</Link>
        </p>
        <h2 id="rater-head">
          Rater <span className="mono">{rater.pseudonym}</span>
        </h2>
        <p>
          {formatCounted(rater.votes, "vote")}, checks and repeats among them. Now at:{" "}
          {STAGE_WORDS[rater.stage].toLowerCase()}.
        </p>
        {rater.signals.length > 0 && (
          <p className="max-w-[75ch] text-pretty">
            Signs of automation when they joined: {describeSignals(rater.signals)}. They are reported and exclude
            nobody.
          </p>
        )}
        <Exclusions rater={rater} />
        {mayEdit && rater.exclusion && (
          <ActionButton action={undoExclusionAction} fields={fields}>
            Undo the exclusion
          </ActionButton>
        )}
        {mayEdit && !rater.exclusion && <ExcludeForm {...fields} />}
      </section>
      <Found rater={rater} />
      <Timeline votes={rater.timeline} />
    </div>
  );
}

function Exclusions({ rater: { exclusion, undone } }: { rater: RaterDetail }) {
  return (
    <ul className="grid gap-1">
      {exclusion && (
        <li>
          Excluded on {formatDay(new Date(exclusion.createdAt))}: {toRuleName(exclusion.reason)}
        </li>
      )}
      {undone.map(({ reason, createdAt, undoneAt }) => (
        <li key={createdAt}>
          Excluded on {formatDay(new Date(createdAt))} and taken back on {undoneAt && formatDay(new Date(undoneAt))}:{" "}
          {toRuleName(reason)}
        </li>
      ))}
    </ul>
  );
}

function Found({ rater: { review } }: { rater: RaterDetail }) {
  if (!review) return <p>No rule has looked at this rater yet.</p>;
  const { anomaly, reading } = review;
  return (
    <section aria-labelledby="found-head" className="grid gap-4">
      <h2 id="found-head">What the rules found</h2>
      <Table label="What the rules found, scrolls sideways">
        <thead>
          <tr>
            <th scope="col" className="start">
              Rule
            </th>
            <th scope="col" className="start">
              Names them
            </th>
            <th scope="col" className="start">
              Evidence
            </th>
          </tr>
        </thead>
        <tbody>
          {review.findings.map((finding) => (
            <tr key={finding.rule}>
              <th scope="row">{toRuleName(finding.rule)}</th>
              <td className="start">{finding.isNamed ? "Yes" : "No"}</td>
              <td className="start min-w-72 whitespace-normal">{describeFinding(finding)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {reading && (
        <p>
          About {Math.round(100 * reading.skill)}% of their votes come from reading
          {reading.isNoisy ? ": less than of other raters, beyond chance. It is reported and excludes nobody." : "."}
        </p>
      )}
      {anomaly && (
        <p>
          Sequential test (Chatbot Arena, 2024): a score of {anomaly.score.toFixed(2)} over{" "}
          {formatCounted(anomaly.votes, "vote")}; above 1 is unusual, and excludes nobody. {ANOMALY_FALSE_ALARMS}
        </p>
      )}
    </section>
  );
}
