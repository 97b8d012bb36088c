import type { Estimated, HeatCell } from "@/lib/results/analysis-schema";

/** What the scores predict for a pair, and what the votes said; shares. Seen from the model that is predicted to win. */
export type Prediction = {
  pair: string;
  predicted: number;
  observed: number;
  low: number;
  high: number;
  votes: number;
  /** The prediction lies outside the votes' interval. */
  isOff: boolean;
};

/** @param pairs each pair once. Those without votes, or without a prediction, are left out. */
export function toPredictions(pairs: HeatCell[]): Prediction[] {
  return pairs.flatMap(({ model, opponent, votes, winRate, predicted }) => {
    if (!winRate.ok || predicted === null) return [];
    const { value, interval } = winRate.value;
    const isTurned = predicted < 0.5;
    const turn = (share: number) => (isTurned ? 1 - share : share);
    const [low = 0, high = 1] = [turn(interval.low), turn(interval.high)].sort((a, b) => a - b);
    return {
      pair: isTurned ? `${opponent} v ${model}` : `${model} v ${opponent}`,
      ...{ predicted: turn(predicted), observed: turn(value), low, high, votes },
      isOff: predicted < interval.low || predicted > interval.high,
    };
  });
}

/** Where the axis of what was observed begins: at the tenth percent below all. */
export function toFloor(predictions: Pick<Prediction, "low">[]): number {
  const least = Math.min(0.5, ...predictions.map(({ low }) => low));
  return Math.max(0, Math.floor(least * 10 + 1e-9) * 10);
}

/** The axis of what was predicted, for the model that is predicted to win; percent. */
export const PREDICTED: [number, number] = [50, 100];

/** Every tenth percent from there. */
export function toTicks(floor: number): number[] {
  return Array.from({ length: 11 }, (_, tick) => 10 * tick).filter((tick) => tick >= floor);
}

/** The chance of a first response with these log-odds against an equal. */
export function toChance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Davidson's ν and Rao and Kupper's θ, as the chance that two equals tie. */
export function toTieChance(model: "davidson" | "rao_kupper", parameter: Estimated["value"]): number {
  return model === "davidson" ? parameter / (2 + parameter) : (parameter - 1) / (parameter + 1);
}
