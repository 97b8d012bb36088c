import { findMedianTimes } from "@/lib/results/analyse/decision-times";
import type { Scope } from "@/lib/results/analyse/scope";
import type { RaterRow } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import type { CountTable } from "@/lib/stats/count-table";
import { DAWID_SKENE } from "@/lib/stats/dawid-skene";
import { NotConvergedError } from "@/lib/stats/errors";
import { profileRaters, type RaterProfile } from "@/lib/stats/rater-profile";

/** A list of more would be slow to send and longer than anyone reads: those with the most votes stand in it. */
export const MOST_RATERS = 2_000;

/** To more digits than are shown: its own default goes on until the last. */
const CONSENSUS = { ...DAWID_SKENE, maxSweeps: 500, tolerance: 1e-4 };

/** Each rater with votes in the scope, people before models as judges, who are measured among themselves. */
export function listRaterRows(votes: StudyVotes, scope: Scope): RaterRow[] {
  const medians = findMedianTimes(votes, scope);
  const isExcluded = ({ rater }: RaterProfile) => votes.raters[rater]?.isExcluded ?? false;
  const counted = profile(scope.human);
  // an excluded rater is seen beside the others, and they are not seen beside one who is excluded
  const known = new Set(counted.map(({ rater }) => rater));
  const hasMore = scope.everyone.cells > scope.human.cells;
  const excluded = hasMore ? profile(scope.everyone).filter((row) => isExcluded(row) && !known.has(row.rater)) : [];
  const people = [...counted, ...excluded].sort((one, other) => one.rater - other.rater);
  return [...people, ...profile(scope.judges)]
    .sort((one, other) => other.votes - one.votes)
    .slice(0, MOST_RATERS)
    .map((row) => toRow(row, votes, medians));
}

/** Where no consensus is found, only its figure is missing. */
function profile(table: CountTable): RaterProfile[] {
  try {
    return profileRaters(table, CONSENSUS);
  } catch (error) {
    if (error instanceof NotConvergedError) return profileRaters(table, null);
    throw error;
  }
}

function toRow(of: RaterProfile, { raters }: StudyVotes, medians: (number | null)[]): RaterRow {
  const label = raters[of.rater];
  if (!label) throw new Error("a rater without a label");
  return {
    pseudonym: label.pseudonym,
    kind: label.kind,
    isExcluded: label.isExcluded,
    votes: of.votes - of.cannotJudge,
    cannotJudge: of.cannotJudge,
    agreement: of.agreement,
    accuracy: of.accuracy,
    tieRate: of.tieRate,
    firstRate: of.firstRate,
    firstP: of.firstP,
    medianDecisionMs: medians[of.rater] ?? null,
  };
}
