import type { RaterRow } from "@/lib/results/analysis-schema";

/** What raters can be sorted by; the first is the usual. */
export const RATER_SORTS = [
  "votes",
  "cannotJudge",
  "agreement",
  "accuracy",
  "tieRate",
  "firstRate",
  "medianDecisionMs",
] as const;
export type RaterSort = { by: (typeof RATER_SORTS)[number]; order: "asc" | "desc" };

/** From an address; anything else than a column and a direction is the usual sort. */
export function parseRaterSort(by: string | undefined, order: string | undefined): RaterSort {
  const known = RATER_SORTS.find((sort) => sort === by) ?? "votes";
  return { by: known, order: order === "asc" ? "asc" : "desc" };
}

/** Those without a figure come last, whatever the direction; ties by pseudonym, so that a page is the same twice. */
export function sortRaters(raters: RaterRow[], { by, order }: RaterSort): RaterRow[] {
  const sign = order === "asc" ? 1 : -1;
  return raters.toSorted((one, other) => {
    const [left, right] = [one[by], other[by]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left - right) || one.pseudonym.localeCompare(other.pseudonym, "en");
  });
}
