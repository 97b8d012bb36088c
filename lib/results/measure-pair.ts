import { toFigure } from "@/lib/results/analyse/figure";
import { LEVEL } from "@/lib/results/analyse/settings";
import type { PairPrecision } from "@/lib/results/choose-weights";
import { CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";
import type { Estimand } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import type { AnalysisPlan } from "@/lib/studies/schema";

/** A pair's votes on one prompt set. */
export type MeasuredTable = { table: CountTable; focus: number };

/**
 * How well a pair of models is known by the study's analysis plan: by the widest of its intervals, where it meets on
 * several prompt sets. A set without an interval yet leaves the pair without one.
 *
 * Cost: as two of `estimateRate` a set.
 */
export function measurePair(
  tables: readonly MeasuredTable[],
  { estimand, aggregation }: Pick<AnalysisPlan, "estimand" | "aggregation">,
  places: number,
): PairPrecision {
  const halfWidthOf = ({ table, focus }: MeasuredTable, over: Estimand) => {
    const options = { estimand: over, aggregation, level: LEVEL };
    const estimate = toFigure(() => estimateRate(gatherPairVotes(table, focus), "difference", options));
    return estimate.ok ? (estimate.value.interval.high - estimate.value.interval.low) / 2 : null;
  };
  const votes = tables.reduce((sum, { table }) => sum + countJudged(table), 0);
  let widest: { halfWidth: number; shrinkable: number } | null = null;
  for (const each of tables) {
    const halfWidth = halfWidthOf(each, estimand);
    const shrinkable = estimand === "these_prompts" ? halfWidth : halfWidthOf(each, "these_prompts");
    if (halfWidth === null || shrinkable === null) return { votes, halfWidth: null, shrinkable: null, places };
    if (widest === null || halfWidth > widest.halfWidth) widest = { halfWidth, shrinkable };
  }
  return { votes, halfWidth: widest?.halfWidth ?? null, shrinkable: widest?.shrinkable ?? null, places };
}

function countJudged(table: CountTable): number {
  let votes = 0;
  for (let cell = 0; cell < table.cells; cell++) {
    if (table.outcome[cell] !== CANNOT_JUDGE) votes += table.votes[cell] as number;
  }
  return votes;
}
