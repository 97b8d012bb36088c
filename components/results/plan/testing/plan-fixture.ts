import type { PairPlan, PairSequence, ProgressAnalysis, SequencePoint } from "@/lib/results/analysis-schema";

export function point(raters: number, value: number, half: number): SequencePoint {
  const interval = { low: Math.max(-1, value - half), high: Math.min(1, value + half), level: 0.95 };
  return { raters, votes: raters * 9, at: null, value, interval };
}

const SETS = ["Koala test set", "Alpaca test set"];
const PAIRS = SETS.flatMap((promptSet) =>
  ["Alpaca", "Koala-Distill", "ChatGPT"].map((opponent) => ({ promptSet, model: "Koala-All", opponent })),
);

export function pairPlan(change: Partial<PairPlan> = {}): PairPlan {
  return {
    ...{ promptSet: "Koala test set", model: "Koala-All", opponent: "Alpaca" },
    components: { ok: true, value: { prompt: 0.07, rater: 0.02, residual: 0.62 } },
    ...{ prompts: 180, raters: 97, votes: 900 },
    ...{ halfWidth: { ok: true, value: 0.072 }, floorHalfWidth: { ok: true, value: 0.039 } },
    ...{ next: "votes", advice: "About 1,600 votes in all would tell a difference of 5 points." },
    ...change,
  };
}

function sequence(pair: (typeof PAIRS)[number], index: number): PairSequence {
  if (index === 5) {
    const reason = "It is shown from the 20th finished rater on; so far there are 12.";
    return { ...pair, points: { ok: false, reason } };
  }
  const to = [0.2, -0.07, -0.14, -0.01, -0.21][index] ?? 0;
  const points = Array.from({ length: 78 }, (_, step) => {
    const raters = 20 + step;
    return point(raters, to + 0.08 * Math.sin(step / 4) * Math.exp(-step / 20), 1.6 / Math.sqrt(raters));
  });
  return { ...pair, points: { ok: true, value: points } };
}

/** Written by hand, for tests: nobody's votes. */
export const PROGRESS_FIXTURE: ProgressAnalysis = {
  votesOverTime: Array.from({ length: 120 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 4, 12, 9, index * 52)).toISOString(),
    votes: Math.round(4626 * (1 - Math.exp(-index / 45)) + 8 * Math.floor(index / 7)),
  })),
  votesWanted: 5400,
  sequences: PAIRS.map(sequence),
  plans: [
    pairPlan(),
    pairPlan({ opponent: "ChatGPT", next: "enough", advice: "The difference is told as it is." }),
    pairPlan({
      ...{ promptSet: "Alpaca test set", opponent: "ChatGPT", prompts: 96, raters: 68, votes: 126, next: "prompts" },
      components: { ok: false, reason: "Too few votes share a prompt or a rater." },
      floorHalfWidth: { ok: false, reason: "Too few votes share a prompt or a rater." },
      advice: "The interval rests on 96 prompts.",
    }),
  ],
};
