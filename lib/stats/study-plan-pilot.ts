import { findDegreesOfFreedom } from "@/lib/stats/clustered-variance";
import type { CountTable } from "@/lib/stats/count-table";
import { planStudy, type StudyPlan, type StudyPlanInput, type Unevenness } from "@/lib/stats/study-plan";
import {
  type EstimatedComponents,
  estimateVarianceComponents,
  sumVotesOfRaterOnPrompt,
} from "@/lib/stats/variance-components";
import { sumVotes, sumVotesBy, type VoteSums } from "@/lib/stats/vote-differences";

/** What a pilot, or a study's votes so far, say of one pair: all that a plan is made from. */
export type Pilot = EstimatedComponents & {
  /** With a vote of the pair that is not "cannot judge". */
  prompts: number;
  raters: number;
  votes: number;
  /** Better minus worse, seen from model A. */
  difference: number;
  tieRate: number;
  unevenness: Unevenness;
};

/**
 * Reads a pilot: sizes, components, and how unevenly votes are spread.
 *
 * @param table one pair's votes; both bad is a tie, cannot judge is outside.
 * @throws {NotIdentifiableError} the votes do not share prompts and raters so that what comes from which can be told.
 * Cost: O(cells).
 */
export function readPilot(table: CountTable): Pilot {
  const estimated = estimateVarianceComponents(table);
  const { votes, difference, squares } = sumVotes(table);
  const prompts = sumVotesBy(table, (cell) => table.prompt[cell] as number);
  const raters = sumVotesBy(table, (cell) => table.rater[cell] as number);
  const { prompt, rater, residual } = estimated.components;
  const unevenness: Unevenness = {
    prompt: measureUnevenness(prompts, votes, prompt, rater + residual),
    rater: measureUnevenness(raters, votes, rater, prompt + residual),
    residual: measureRepetition(table, votes, estimated),
  };
  const sizes = { prompts: prompts.size, raters: raters.size, votes };
  return { ...estimated, ...sizes, difference: difference / votes, tieRate: 1 - squares / votes, unevenness };
}

/** The study as it is, planned on: what its interval will be, and what the next money should buy. */
export function planFromPilot(
  table: CountTable,
  options: Omit<StudyPlanInput, "prompts" | "raters" | "votes" | "components" | "unevenness">,
): StudyPlan & { pilot: Pilot } {
  const pilot = readPilot(table);
  const { prompts, raters, votes, components, unevenness } = pilot;
  return { ...planStudy({ ...options, prompts, raters, votes, components, unevenness }), pilot };
}

/**
 * Variance: Kish's design effect. Degrees of freedom: as the intervals count them.
 *
 * @param shared variance of one vote that all votes of a group have in common. rest: what each has for itself.
 */
function measureUnevenness(groups: Map<number, VoteSums>, votes: number, shared: number, rest: number) {
  const shares = Float64Array.from(groups.values(), (group) => group.votes / votes);
  const squares = shares.reduce((sum, share) => sum + share ** 2, 0);
  // votes that never vary have no variance to be shared out
  const variances = shared + rest > 0 ? shares.map((of) => shared * of ** 2 + (rest * of) / votes) : undefined;
  const clusters = findDegreesOfFreedom(shares, variances) + 1;
  return { variance: Math.max(1, groups.size * squares), degrees: Math.max(1, groups.size / clusters) };
}

/**
 * Votes of one rater on one prompt (its turns) may say the same thing again: by so much the residual's part of the
 * variance is more than residual / votes.
 */
function measureRepetition(table: CountTable, votes: number, { components }: EstimatedComponents): number {
  let pairs = 0;
  let squares = 0;
  for (const group of sumVotesOfRaterOnPrompt(table).values()) {
    pairs += (group.votes * (group.votes - 1)) / 2;
    squares += group.votes * group.squares - group.difference ** 2;
  }
  if (pairs === 0 || components.residual === 0) return 1;
  const alike = components.residual - squares / (2 * pairs);
  return Math.max(1, 1 + ((2 * pairs) / votes) * (alike / components.residual));
}
