import type { LeaderboardRow } from "@/lib/results/analysis-schema";

/** 2–3: the places that the votes cannot tell apart. */
export function formatRank({ rankLow, rankHigh }: Pick<LeaderboardRow, "rankLow" | "rankHigh">): string {
  return rankLow === rankHigh ? String(rankLow) : `${rankLow}–${rankHigh}`;
}

/** 0.98; <0.01 and >0.99 for what the rounding would make certain. */
export function formatProbability(probability: number): string {
  if (probability < 0.005) return "<0.01";
  return probability > 0.995 ? ">0.99" : probability.toFixed(2);
}

/** 1177 */
export function formatScore(score: number): string {
  return score.toFixed(0).replace("-", "−");
}
