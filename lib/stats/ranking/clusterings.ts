import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand } from "@/lib/stats/estimate";
import type { GroupOfCell } from "@/lib/stats/ranking/margins";

/** Cells put beside those of the same cluster: the cells of cluster c are `cells` from `starts[c]` to `starts[c + 1]`. */
export type Clustering = {
  cells: Int32Array;
  starts: Int32Array;
  clusters: number;
  /** What the clusters' sum of squares counts: G / (G − 1), or minus that where the overlap is taken off again. */
  weight: number;
};

export type Clusterings = { parts: Clustering[]; degreesOfFreedom: number };

/**
 * By what the votes are clustered: raters, where it is about these prompts; prompts and raters, less their overlap, where
 * it is about prompts like these. Each part has its G / (G − 1), and Student's t has min(G) − 1 degrees of freedom.
 *
 * @param groupOf below 0: the cell has no part.
 * @throws {NotIdentifiableError} fewer than two raters, or prompts, have voted.
 * Cost: O(cells + prompts + raters). Source: Cameron, Gelbach and Miller (2011), JBES 29(2).
 */
export function toClusterings(table: CountTable, groupOf: GroupOfCell, estimand: Estimand): Clusterings {
  const all = listCells(groupOf);
  const byRater = sortBy(all, table.rater, table.raters);
  const raters = toClustering(byRater, [table.rater], 1);
  requireTwo(raters, "raters");
  if (estimand === "these_prompts") return { parts: [raters], degreesOfFreedom: raters.clusters - 1 };
  const byBoth = sortBy(byRater, table.prompt, table.prompts);
  const prompts = toClustering(byBoth, [table.prompt], 1);
  requireTwo(prompts, "prompts");
  const both = toClustering(byBoth, [table.prompt, table.rater], -1);
  return { parts: [prompts, raters, both], degreesOfFreedom: Math.min(prompts.clusters, raters.clusters) - 1 };
}

function listCells(groupOf: GroupOfCell): Int32Array {
  const listed = new Int32Array(groupOf.length);
  let count = 0;
  for (let cell = 0; cell < groupOf.length; cell++) if ((groupOf[cell] as number) >= 0) listed[count++] = cell;
  return listed.subarray(0, count);
}

function requireTwo({ clusters }: Clustering, what: string): void {
  if (clusters < 2) {
    throw new NotIdentifiableError(`There are fewer than two ${what} with votes, so that no interval can be given.`);
  }
}

/** Counting sort, stable. */
function sortBy(cells: Int32Array, key: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const cell of cells) (next[(key[cell] as number) + 1] as number)++;
  for (let k = 0; k < keys; k++) (next[k + 1] as number) += next[k] as number;
  const sorted = new Int32Array(cells.length);
  for (const cell of cells) {
    const place = next[key[cell] as number] as number;
    next[key[cell] as number] = place + 1;
    sorted[place] = cell;
  }
  return sorted;
}

/** @param keys what cells of one cluster have in common; the cells are sorted by it. */
function toClustering(cells: Int32Array, keys: readonly Int32Array[], sign: number): Clustering {
  const starts = new Int32Array(cells.length + 1);
  let clusters = 0;
  let last = -1;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as number;
    if (last < 0 || !isAlike(keys, cell, last)) starts[clusters++] = index;
    last = cell;
  }
  starts[clusters] = cells.length;
  const weight = clusters > 1 ? (sign * clusters) / (clusters - 1) : sign;
  return { cells, starts: starts.subarray(0, clusters + 1), clusters, weight };
}

function isAlike(keys: readonly Int32Array[], one: number, other: number): boolean {
  for (const key of keys) if (key[one] !== key[other]) return false;
  return true;
}
