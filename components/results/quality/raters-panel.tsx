import type { ReactNode } from "react";
import { Panel } from "@/components/results/panel";
import { EmptyPanel } from "@/components/results/quality/empty-panel";
import { findUnusual } from "@/components/results/quality/find-unusual";
import { toRaterNumbers } from "@/components/results/quality/rater-numbers";
import { type FurtherColumn, RaterTable } from "@/components/results/quality/rater-table";
import { type RaterSort, sortRaters } from "@/components/results/quality/sort-raters";
import { formatCount, formatCounted } from "@/components/ui/format";
import type { RaterRow } from "@/lib/results/analysis-schema";

type Props = {
  raters: RaterRow[];
  sort: RaterSort | null;
  toHref: (sort: RaterSort) => string;
  /** Rows in the page; the CSV has all. */
  most: number;
  more?: ReactNode;
  further?: FurtherColumn[];
  exclusionReasons?: Map<string, string>;
  toRater?: (pseudonym: string) => string;
};

/** Who voted, how, and what is unusual about it. */
export function RatersPanel({ raters, sort, most, more, ...table }: Props) {
  if (raters.length === 0) {
    return (
      <EmptyPanel id="raters" title="Raters">
        Nobody has voted yet.
      </EmptyPanel>
    );
  }
  const unusual = findUnusual(raters);
  return (
    <Panel
      id="raters"
      title="Raters"
      withFigure={false}
      withoutTable
      lead={
        <>
          {describeUnusual(unusual.size, raters.length)}
          {raters.length > most && ` Here are ${formatCount(most)} of ${formatCounted(raters.length, "rater")}.`} {more}
        </>
      }
      howToRead={
        <>
          Raters are known by pseudonyms that mean nothing outside this study. Agrees: with the other raters’ votes on
          the same comparison. Accuracy: the probability that a vote is what the comparison’s consensus is (Dawid and
          Skene, 1979). First chosen: of the votes for a side, with the two-sided test of a half. A rater is marked who
          chooses one side more often than chance allows among so many raters, says equally good or agrees with others
          far from the median rater, or takes less than a quarter of the median time. Unusual is not wrong.
        </>
      }
      numbers={toRaterNumbers(raters)}
    >
      <RaterTable
        raters={sortRaters(raters, sort, (pseudonym) => unusual.has(pseudonym)).slice(0, most)}
        unusual={unusual}
        sort={sort}
        {...table}
      />
    </Panel>
  );
}

function describeUnusual(unusual: number, raters: number): string {
  if (unusual === 0) return "Nobody stands out.";
  const who = `${formatCount(unusual)} of ${formatCounted(raters, "rater")}`;
  return `${who} ${unusual === 1 ? "is" : "are"} unusual. Read some of their votes before you exclude anyone.`;
}
