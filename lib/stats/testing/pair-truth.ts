import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { selectCells } from "@/lib/stats/count-table";
import type { Estimand } from "@/lib/stats/estimate";
import type { PairRate } from "@/lib/stats/pair-scores";
import { gatherPairVotes, type PairVotes } from "@/lib/stats/pair-votes";
import { type Design, simulateVotes, trueShares, trueSharesOfPrompts } from "@/lib/stats/testing/simulate-votes";

/** A design of which each prompt may keep but some of its votes. */
export type PairDesign = Design & { keepsOf?: (prompt: number) => number };

/**
 * Prompt effects that lie as a normal sample lies on the average, so that no unlucky draw of prompts decides what is
 * true of "these prompts"; they mirror each other about 0. Prompts next to each other are not alike.
 */
export function spreadEffects({ prompts, promptSd }: Design): number[] {
  // 7 has no factor in common with the number of prompts of any design here
  return Array.from({ length: prompts }, (_, prompt) => {
    return promptSd * normalQuantile((((prompt * 7) % prompts) + 0.5) / prompts, 0, 1);
  });
}

/** Votes of one trial, as seen from model 0: of other prompts in each trial, or of the same in all of them. */
export function drawPairVotes(design: PairDesign, estimand: Estimand, seed: number): PairVotes {
  const { table } = simulateVotes(design, seed, estimand === "these_prompts" ? spreadEffects(design) : undefined);
  const { keepsOf } = design;
  if (!keepsOf) return gatherPairVotes(table, 0);
  const kept = new Int32Array(design.prompts);
  const keep = (cell: number) => {
    const prompt = table.prompt[cell] as number;
    kept[prompt] = (kept[prompt] as number) + 1;
    return (kept[prompt] as number) <= keepsOf(prompt);
  };
  return gatherPairVotes(selectCells(table, keep), 0);
}

/** What a rate over votes would be, were the study repeated without end. */
export function findTruth(
  design: PairDesign,
  estimand: Estimand,
  rate: PairRate,
  weighing: "votes" | "prompts" = "votes",
): number {
  const { keepsOf } = design;
  if (estimand === "prompts_like_these") return toRate(trueShares(design), rate);
  const effects = spreadEffects(design);
  // a prompt with more votes is there more often where each vote weighs the same
  const times = (prompt: number) => (weighing === "votes" && keepsOf ? keepsOf(prompt) : 1);
  const weighted = effects.flatMap((effect, prompt) => new Array<number>(times(prompt)).fill(effect));
  return toRate(trueSharesOfPrompts(design, weighted), rate);
}

export function toRate({ better, tied, worse }: ReturnType<typeof trueShares>, rate: PairRate): number {
  return {
    ...{ better, tied, worse, difference: better - worse, half: better + tied / 2 },
    ...{ dropped: better / (better + worse), better_or_tied: better + tied },
  }[rate];
}
