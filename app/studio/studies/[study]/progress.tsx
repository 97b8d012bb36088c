import { ProgressBar } from "@/components/studio/progress-bar";
import { formatCount, formatCounted } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { PairProgress, StudyProgress } from "@/lib/studies/queries/progress";

type Props = {
  progress: StudyProgress;
  /** Whether so many votes are wanted; an imported study and an arena have as many as there are. */
  hasPlan: boolean;
};

/** How many of the wanted votes are in, by prompt set and pair. */
export function Progress({ progress, hasPlan }: Props) {
  const { votes, votesWanted, raters, ratingNow, pairs } = progress;
  return (
    <section className="pt-10" aria-labelledby="progress-head">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="progress-head" className="text-title leading-[1.2]">
          {hasPlan ? `${formatCount(votes)} of ${formatCounted(votesWanted, "vote")}` : formatCounted(votes, "vote")}
        </h2>
        <p className="text-muted">
          {formatCounted(raters, "rater")}
          {hasPlan && ratingNow > 0 && `, ${formatCount(ratingNow)} rating now`}
        </p>
      </div>
      {hasPlan && (
        <div className="pt-3.5">
          <ProgressBar done={votes} of={votesWanted} look="thick" />
        </div>
      )}
      <div className="pt-5">
        <PairsTable pairs={pairs} hasPlan={hasPlan} />
      </div>
    </section>
  );
}

function groupBySet(pairs: PairProgress[]): [string, PairProgress[]][] {
  const groups = new Map<string, PairProgress[]>();
  for (const pair of pairs) groups.set(pair.promptSet, [...(groups.get(pair.promptSet) ?? []), pair]);
  return [...groups];
}

/** Where each pair wants the same, the head says it once. */
function findWantedByAll(pairs: PairProgress[]): number | null {
  const first = pairs[0]?.votesWanted ?? null;
  return pairs.every((pair) => pair.votesWanted === first) ? first : null;
}

function PairsTable({ pairs, hasPlan }: { pairs: PairProgress[]; hasPlan: boolean }) {
  const wanted = hasPlan ? findWantedByAll(pairs) : null;
  return (
    <Table label="Progress by comparison">
      <thead>
        <tr>
          <th scope="col" className="start">
            Comparison
          </th>
          {hasPlan && (
            <th scope="col" className="start w-1/2 max-pair:w-1/4">
              <span className="sr-only">Share done</span>
            </th>
          )}
          <th scope="col">{wanted === null ? "Votes" : `Votes of ${formatCount(wanted)}`}</th>
        </tr>
      </thead>
      {groupBySet(pairs).map(([promptSet, members]) => (
        <tbody key={promptSet}>
          <tr className="group">
            <th scope="rowgroup" colSpan={hasPlan ? 3 : 2}>
              {promptSet}
            </th>
          </tr>
          {members.map((pair) => (
            <tr key={`${pair.modelA} ${pair.modelB}`}>
              <th scope="row" className="prose">
                {pair.modelA} v {pair.modelB}
              </th>
              {hasPlan && (
                <td className="w-1/2 align-middle max-pair:w-1/4">
                  <ProgressBar done={pair.votes} of={pair.votesWanted} look="thin" />
                </td>
              )}
              <td>
                {formatCount(pair.votes)}
                {hasPlan && wanted === null && <span className="note"> of {formatCount(pair.votesWanted)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </Table>
  );
}
