import type { FittedTable } from "@/lib/stats/ranking/fit-strengths";
import { toAdvantage } from "@/lib/stats/ranking/likelihood";
import { countGroup } from "@/lib/stats/ranking/margins";
import { OUTCOME_MODELS } from "@/lib/stats/ranking/score-models";

/** How a pair went, seen from the model with the lower number, and what the scores say of it. */
export type PairPrediction = {
  modelA: number;
  modelB: number;
  votes: number;
  /** A tie is half a win. */
  aWins: number;
  /** A's win rate by the scores, ties as half; over the orders the votes were cast in, in no order where there are none. */
  predicted: number;
};

/** Each pair of models, in order of their numbers. Cost: O(groups + models²). */
export function predictPairs({ table, margins, fit }: FittedTable): PairPrediction[] {
  const { layout, parameters, model } = fit;
  const { chances } = OUTCOME_MODELS[model.scoreModel];
  const tie = layout.tie < 0 ? 0 : (parameters[layout.tie] as number);
  const out = new Float64Array(3);
  const winRate = (advantage: number) => {
    chances(advantage, tie, out);
    return (out[0] as number) + (out[1] as number) / 2;
  };
  const pairs = Array.from({ length: table.models ** 2 }, () => ({ votes: 0, aWins: 0, expected: 0 }));
  for (let group = 0; group < margins.groups; group++) {
    const pair = pairs[(margins.modelA[group] as number) * table.models + (margins.modelB[group] as number)];
    if (!pair) continue;
    const votes = countGroup(margins, group);
    pair.votes += votes;
    pair.aWins += (margins.aWins[group] as number) + (margins.ties[group] as number) / 2;
    pair.expected += votes * winRate(toAdvantage(margins, group, parameters, layout));
  }
  return pairs.flatMap(({ votes, aWins, expected }, place) => {
    const modelA = Math.floor(place / table.models);
    const modelB = place % table.models;
    if (modelA >= modelB) return [];
    const ahead = (fit.strengths[modelA] as number) - (fit.strengths[modelB] as number);
    return [{ modelA, modelB, votes, aWins, predicted: votes > 0 ? expected / votes : winRate(ahead) }];
  });
}
