import { parseRaterSort, type RaterSort } from "@/components/results/quality/sort-raters";

type Query = Record<string, string | string[] | undefined>;

export function readRaterSort({ sort, order }: Query): RaterSort | null {
  const one = (value: Query[string]) => (typeof value === "string" ? value : undefined);
  return parseRaterSort(one(sort), one(order));
}

/** The page that is read, with all that its address says, and its raters sorted so. */
export function toSortedHref(query: Query): (sort: RaterSort) => string {
  const said = Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return ({ by, order }) => `?${new URLSearchParams({ ...Object.fromEntries(said), sort: by, order })}#raters`;
}
