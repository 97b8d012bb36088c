import type { SideBias } from "@/lib/results/analysis-schema";

/** The prompt set is named where the pair alone would not tell. */
export function toPairName({ pair }: SideBias, withSet: boolean): string {
  if (pair === null) return "All pairs";
  const models = `${pair.model} v ${pair.opponent}`;
  return withSet ? `${models}, ${pair.promptSet}` : models;
}
