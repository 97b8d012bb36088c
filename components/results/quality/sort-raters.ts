import type { RaterRow } from "@/lib/results/analysis-schema";

/** What raters can be sorted by. */
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

/** From an address; null: it asks for no column there is, and then who is unusual comes first. */
export function parseRaterSort(by: string | undefined, order: string | undefined): RaterSort | null {
  const known = RATER_SORTS.find((sort) => sort === by);
  return known ? { by: known, order: order === "asc" ? "asc" : "desc" } : null;
}

/**
 * Those without a figure come last, whatever the direction; ties by pseudonym, so that a page is the same twice.
 *
 * @param isUnusual comes first where no column is asked for, then those with the most votes.
 */
export function sortRaters(
  raters: RaterRow[],
  sort: RaterSort | null,
  isUnusual: (pseudonym: string) => boolean,
): RaterRow[] {
  const { by, order } = sort ?? { by: "votes", order: "desc" };
  const sign = order === "asc" ? 1 : -1;
  const rank = ({ pseudonym }: RaterRow) => (sort === null && isUnusual(pseudonym) ? 0 : 1);
  return raters.toSorted((one, other) => {
    const [left, right] = [one[by], other[by]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return rank(one) - rank(other) || sign * (left - right) || one.pseudonym.localeCompare(other.pseudonym, "en");
  });
}
