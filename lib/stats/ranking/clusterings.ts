import { findDegreesOfFreedom } from "@/lib/stats/clustered-variance";
import type { CountTable } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Estimand } from "@/lib/stats/estimate";
import type { GroupOfCell } from "@/lib/stats/ranking/margins";

/** Cells put beside those of the same cluster: the cells of cluster c are `cells` from `starts[c]` to `starts[c + 1]`. */
export type Clustering = {
  cells: Int32Array;
  starts: Int32Array;
  clusters: number;
  /** What the square of each cluster's sum counts; below 0 where the overlap is taken off again. */
  weights: Float64Array;
};

export type Clusterings = { parts: Clustering[]; degreesOfFreedom: number };

/**
 * By what the votes are clustered: raters, where it is about these prompts; prompts and raters, less their overlap, where
 * it is about prompts like these. A cluster with a share w of the votes counts 1 / (1 − w) times, as it has bent the fit
 * towards itself: of equal clusters that is the usual G / (G − 1). Degrees of freedom are Satterthwaite's, of the way of
 * clustering that has fewer: G − 1 of equal clusters.
 *
 * @param groupOf below 0: the cell has no part.
 * @throws {NotIdentifiableError} fewer than two raters, or prompts, have voted.
 * Cost: O(cells + prompts + raters). Source: Cameron, Gelbach and Miller (2011), JBES 29(2); Bell and McCaffrey (2002),
 * Survey Methodology 28(2), with the mean leverage of a cluster in place of its own.
 */
export function toClusterings(table: CountTable, groupOf: GroupOfCell, estimand: Estimand): Clusterings {
  const byRater = sortBy(listCells(groupOf), table.rater, table.raters);
  const raters = toClustering(table, byRater, [table.rater]);
  if (estimand === "these_prompts") {
    return { parts: [toPart(raters, 1)], degreesOfFreedom: toDegreesOfFreedom(raters, "raters") };
  }
  const byBoth = sortBy(byRater, table.prompt, table.prompts);
  const prompts = toClustering(table, byBoth, [table.prompt]);
  const both = toClustering(table, byBoth, [table.prompt, table.rater]);
  const degreesOfFreedom = Math.min(toDegreesOfFreedom(prompts, "prompts"), toDegreesOfFreedom(raters, "raters"));
  return { parts: [toPart(prompts, 1), toPart(raters, 1), toPart(both, -1)], degreesOfFreedom };
}

type Clusters = Omit<Clustering, "weights"> & { shares: Float64Array };

function toPart({ shares, ...clusters }: Clusters, sign: number): Clustering {
  return { ...clusters, weights: shares.map((share) => sign / (1 - share)) };
}

function toDegreesOfFreedom({ clusters, shares }: Clusters, what: string): number {
  if (clusters < 2) {
    throw new NotIdentifiableError(`There are fewer than two ${what} with votes, so that no interval can be given.`);
  }
  return findDegreesOfFreedom(shares);
}

function listCells(groupOf: GroupOfCell): Int32Array {
  const listed = new Int32Array(groupOf.length);
  let count = 0;
  for (let cell = 0; cell < groupOf.length; cell++) if ((groupOf[cell] as number) >= 0) listed[count++] = cell;
  return listed.subarray(0, count);
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
function toClustering({ votes }: CountTable, cells: Int32Array, keys: readonly Int32Array[]): Clusters {
  const starts = new Int32Array(cells.length + 1);
  const shares = new Float64Array(cells.length);
  let clusters = 0;
  let total = 0;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as number;
    if (index === 0 || !isAlike(keys, cell, cells[index - 1] as number)) starts[clusters++] = index;
    (shares[clusters - 1] as number) += votes[cell] as number;
    total += votes[cell] as number;
  }
  starts[clusters] = cells.length;
  return {
    cells,
    starts: starts.subarray(0, clusters + 1),
    clusters,
    shares: shares.subarray(0, clusters).map((ofCluster) => ofCluster / total),
  };
}

function isAlike(keys: readonly Int32Array[], one: number, other: number): boolean {
  for (const key of keys) if (key[one] !== key[other]) return false;
  return true;
}
