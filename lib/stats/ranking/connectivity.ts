import { NotIdentifiableError } from "@/lib/stats/errors";
import type { Margins } from "@/lib/stats/ranking/margins";

/** Models in groups that no chain of wins and ties leads out of and back into: there is no common scale for them. */
export class NotConnectedError extends NotIdentifiableError {
  /** Models by number, ascending; the largest component first. */
  readonly components: number[][];

  constructor(components: number[][]) {
    super(
      `The votes do not connect all models: they fall into ${components.length} groups, and between two groups there ` +
        "are no votes, or one side won all of them. Strengths on one scale need a chain of wins, or ties, from each " +
        "model to each other and back.",
    );
    this.components = components;
  }
}

/**
 * Strongly connected components of the win graph: an edge from winner to loser, and both ways for a tie. Bradley–Terry
 * strengths are finite and unique just where there is one.
 *
 * @returns models by number, ascending within a component; the largest component first, then by their first model.
 * Cost: O(models + groups). Source: Ford (1957), Amer. Math. Monthly 64(8); Tarjan (1972), SIAM J. Comput. 1(2).
 * @example 0 beat 1 and 2, 1 and 2 tied: [[1, 2], [0]]
 */
export function findComponents(margins: Margins): number[][] {
  const beaten: number[][] = Array.from({ length: margins.models }, () => []);
  for (let group = 0; group < margins.groups; group++) {
    const a = margins.modelA[group] as number;
    const b = margins.modelB[group] as number;
    const tied = (margins.ties[group] as number) > 0;
    if (tied || (margins.aWins[group] as number) > 0) beaten[a]?.push(b);
    if (tied || (margins.bWins[group] as number) > 0) beaten[b]?.push(a);
  }
  const components = findStronglyConnected(beaten).map((component) => component.sort((one, other) => one - other));
  return components.sort((one, other) => other.length - one.length || (one[0] as number) - (other[0] as number));
}

/** @throws {NotConnectedError} there is more than one component. */
export function requireConnected(margins: Margins): void {
  const components = findComponents(margins);
  if (components.length > 1) throw new NotConnectedError(components);
}

/** Tarjan's algorithm, with its own stack: a chain of thousands of models must not overflow JavaScript's. */
function findStronglyConnected(edges: readonly (readonly number[])[]): number[][] {
  const found = new Int32Array(edges.length).fill(-1);
  const lowest = new Int32Array(edges.length);
  const nextEdge = new Int32Array(edges.length);
  const isOpen = new Uint8Array(edges.length);
  const open: number[] = [];
  const path: number[] = [];
  const components: number[][] = [];
  let count = 0;
  const enter = (model: number) => {
    found[model] = lowest[model] = count++;
    isOpen[model] = 1;
    open.push(model);
    path.push(model);
  };
  const close = (model: number) => {
    const component = open.splice(open.lastIndexOf(model));
    for (const member of component) isOpen[member] = 0;
    components.push(component);
  };
  for (let root = 0; root < edges.length; root++) {
    if ((found[root] as number) < 0) enter(root);
    while (path.length > 0) {
      const model = path.at(-1) as number;
      const other = edges[model]?.[nextEdge[model] as number];
      if (other !== undefined) {
        (nextEdge[model] as number)++;
        if ((found[other] as number) < 0) enter(other);
        else if (isOpen[other]) lowest[model] = Math.min(lowest[model] as number, found[other] as number);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent] as number, lowest[model] as number);
      if (lowest[model] === found[model]) close(model);
    }
  }
  return components;
}
