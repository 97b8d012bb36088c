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
  const raters = clusterBy(table, listCells(groupOf), table.rater, table.raters);
  if (estimand === "these_prompts") {
    return { parts: [toPart(raters, 1)], degreesOfFreedom: toDegreesOfFreedom(raters, "raters") };
  }
  // of the raters' order, so that within a prompt the cells of a rater stand together
  const prompts = clusterBy(table, raters.cells, table.prompt, table.prompts);
  const both = splitByRater(table, prompts);
  const degreesOfFreedom = Math.min(toDegreesOfFreedom(prompts, "prompts"), toDegreesOfFreedom(raters, "raters"));
  return { parts: [toPart(prompts, 1), toPart(raters, 1), toPart(both, -1)], degreesOfFreedom };
}

type Clusters = Omit<Clustering, "weights"> & { shares: Float64Array };

function toPart({ shares, ...clusters }: Clusters, sign: number): Clustering {
  const weights = new Float64Array(shares.length);
  for (let cluster = 0; cluster < shares.length; cluster++) weights[cluster] = sign / (1 - (shares[cluster] as number));
  return { ...clusters, weights };
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

/** Counting sort, stable: of each cell the key is all that is read out of order. */
function clusterBy({ votes }: CountTable, cells: Int32Array, key: Int32Array, keys: number): Clusters {
  const next = new Int32Array(keys + 1);
  const votesOfKey = new Float64Array(keys);
  let total = 0;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as number;
    (next[(key[cell] as number) + 1] as number)++;
    (votesOfKey[key[cell] as number] as number) += votes[cell] as number;
    total += votes[cell] as number;
  }
  for (let k = 0; k < keys; k++) (next[k + 1] as number) += next[k] as number;
  const used = Int32Array.from(votesOfKey.keys()).filter((k) => (votesOfKey[k] as number) > 0);
  const starts = new Int32Array(used.length + 1);
  for (let cluster = 0; cluster < used.length; cluster++) starts[cluster] = next[used[cluster] as number] as number;
  starts[used.length] = cells.length;
  const sorted = new Int32Array(cells.length);
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as number;
    const place = next[key[cell] as number] as number;
    next[key[cell] as number] = place + 1;
    sorted[place] = cell;
  }
  const shares = Float64Array.from(used, (k) => (votesOfKey[k] as number) / total);
  return { cells: sorted, starts, clusters: used.length, shares };
}

/** Each prompt's cells by rater, in the same order. */
function splitByRater({ votes, rater }: CountTable, prompts: Clusters): Clusters {
  const { cells } = prompts;
  const starts = new Int32Array(cells.length + 1);
  const shares = new Float64Array(cells.length);
  let clusters = 0;
  let total = 0;
  for (let prompt = 0; prompt < prompts.clusters; prompt++) {
    const end = prompts.starts[prompt + 1] as number;
    let last = -1;
    for (let index = prompts.starts[prompt] as number; index < end; index++) {
      const cell = cells[index] as number;
      if (rater[cell] !== last) starts[clusters++] = index;
      last = rater[cell] as number;
      (shares[clusters - 1] as number) += votes[cell] as number;
      total += votes[cell] as number;
    }
  }
  starts[clusters] = cells.length;
  for (let cluster = 0; cluster < clusters; cluster++) (shares[cluster] as number) /= total;
  return { cells, starts: starts.subarray(0, clusters + 1), clusters, shares: shares.subarray(0, clusters) };
}
