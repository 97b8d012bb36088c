import type { Estimand } from "@/lib/stats/estimate";
import type { PairRate } from "@/lib/stats/pair-scores";
import { spreadEffects, toRate } from "@/lib/stats/testing/pair-truth";
import { type Design, trueShares } from "@/lib/stats/testing/simulate-votes";

/** What a rate over majorities would be, were the study repeated without end. */
export function findMajorityTruth(design: Design, estimand: Estimand, rate: PairRate): number {
  const effects = estimand === "these_prompts" ? spreadEffects(design) : spreadEffects({ ...design, prompts: 2000 });
  const each = effects.map((effect) => findMajorities(design, effect));
  const mean = (outcome: "better" | "tied" | "worse") => each.reduce((sum, of) => sum + of[outcome], 0) / each.length;
  return toRate({ better: mean("better"), tied: mean("tied"), worse: mean("worse") }, rate);
}

/** Of one prompt: the chances of its majority, whose voters are independent but for the prompt. */
function findMajorities(design: Design, effect: number): ReturnType<typeof trueShares> {
  // of one prompt, only raters make votes differ
  const vote = trueShares({ ...design, mean: design.mean + effect, promptSd: 0 });
  let leads = new Map([[0, 1]]);
  for (let votes = 0; votes < design.votesPerPrompt; votes++) {
    const next = new Map<number, number>();
    const add = (lead: number, chance: number) => next.set(lead, (next.get(lead) ?? 0) + chance);
    for (const [lead, chance] of leads) {
      add(lead + 1, chance * vote.better);
      add(lead, chance * vote.tied);
      add(lead - 1, chance * vote.worse);
    }
    leads = next;
  }
  const sum = (has: (lead: number) => boolean) =>
    [...leads].reduce((total, [lead, chance]) => total + (has(lead) ? chance : 0), 0);
  return { better: sum((lead) => lead > 0), tied: sum((lead) => lead === 0), worse: sum((lead) => lead < 0) };
}
