import type { DataQuality, Estimated, Figure, RaterRow, SideBias } from "@/lib/results/analysis-schema";

export function estimated(value: number, half: number): Figure<Estimated> {
  const interval = { low: value - half, high: value + half, level: 0.95 };
  return { ok: true, value: { value, standardError: half / 1.96, degreesOfFreedom: null, interval } };
}

export function refused<T>(reason: string): Figure<T> {
  return { ok: false, reason };
}

/** A rater like most. */
export function rater(pseudonym: string, change: Partial<RaterRow> = {}): RaterRow {
  return {
    ...{ pseudonym, kind: "human", isExcluded: false, votes: 48, cannotJudge: 1 },
    ...{ agreement: 0.62, accuracy: 0.81, tieRate: 0.24, firstRate: 0.51, firstP: 0.8, medianDecisionMs: 31_000 },
    ...change,
  };
}

function sideBias(pair: SideBias["pair"], firstRate: number, half: number, p: number): SideBias {
  const votes = pair ? 640 : 3840;
  return {
    pair,
    votes,
    firstRate: estimated(firstRate, half),
    p: { ok: true, value: p },
    adjustedDifference: estimated(0.12, 0.06),
  };
}

const SETS = ["Koala test set", "Alpaca test set"];
const OPPONENTS = ["Alpaca", "Koala-Distill", "ChatGPT"];

/** Written by hand, for tests: nobody's votes. */
export const QUALITY_FIXTURE: DataQuality = {
  agreement: [
    { measure: "raw", withTies: estimated(0.541, 0.021), withoutTies: estimated(0.742, 0.024) },
    { measure: "krippendorff_nominal", withTies: estimated(0.282, 0.034), withoutTies: estimated(0.471, 0.046) },
    { measure: "krippendorff_ordinal", withTies: estimated(0.331, 0.04), withoutTies: estimated(0.471, 0.046) },
    {
      measure: "fleiss",
      withTies: refused("Fleiss’ κ wants as many votes on each comparison; they have 2 to 7."),
      withoutTies: refused("Fleiss’ κ wants as many votes on each comparison; they have 2 to 7."),
    },
    { measure: "gwet_ac1", withTies: estimated(0.318, 0.033), withoutTies: estimated(0.488, 0.047) },
    { measure: "leave_one_out", withTies: estimated(0.603, 0.022), withoutTies: estimated(0.779, 0.025) },
  ],
  sharedUnits: 1080,
  sideBias: sideBias(null, 0.506, 0.017, 0.48),
  sideBiasByPair: SETS.flatMap((promptSet, set) =>
    OPPONENTS.map((opponent, index) =>
      sideBias(
        { promptSet, model: "Koala-All", opponent },
        0.49 + 0.02 * index + 0.01 * set,
        0.038,
        0.3 - 0.05 * index,
      ),
    ),
  ),
  raters: [
    rater("r-6k2"),
    rater("r-q9d", { firstRate: 0.92, firstP: 0.000001 }),
    rater("r-0tx", { medianDecisionMs: 2_100, agreement: 0.31, accuracy: 0.4 }),
    rater("r-m4w", { tieRate: 0.98, agreement: 0.22 }),
    rater("r-new", {
      votes: 3,
      agreement: null,
      accuracy: null,
      firstRate: null,
      firstP: null,
      medianDecisionMs: null,
    }),
    rater("r-out", { isExcluded: true, votes: 12 }),
    rater("judge-1", { kind: "model", votes: 540, medianDecisionMs: null }),
    ...Array.from({ length: 24 }, (_, index) =>
      rater(`r-${index + 10}a`, {
        votes: 30 + index,
        agreement: 0.55 + 0.005 * index,
        accuracy: 0.74 + 0.006 * index,
        tieRate: 0.18 + 0.005 * index,
        firstRate: 0.45 + 0.004 * index,
        medianDecisionMs: 24_000 + 600 * index,
      }),
    ),
  ],
  dividingPrompts: Array.from({ length: 12 }, (_, index) => ({
    ...{ promptSet: SETS[index % 2] as string, promptId: `00000000-0000-7000-8000-0000000000${10 + index}` },
    ...{ externalId: `koala_${index * 7 + 3}`, model: "Koala-All", opponent: OPPONENTS[index % 3] as string },
    ...{ turn: null, votes: 5, disagreement: 0.8 - 0.02 * index },
  })),
  humanModelAgreement: estimated(0.644, 0.03),
  decisionTimes: [
    [0, 5, 41],
    [5, 10, 166],
    [10, 15, 388],
    [15, 20, 560],
    [20, 30, 1104],
    [30, 45, 1172],
    [45, 60, 604],
    [60, 90, 389],
    [90, 120, 122],
    [120, null, 80],
  ].map(([from, to, votes]) => ({
    fromMs: (from as number) * 1000,
    toMs: to === null ? null : (to as number) * 1000,
    votes: votes as number,
  })),
  medianDecisionMs: 31_400,
  blinding: null,
  exclusions: {
    raters: 1,
    votes: 12,
    byRule: [{ rule: "same_position", raters: 1, votes: 12 }],
    byModel: [
      { model: "Koala-All", votes: 12, responses: 3 },
      { model: "Alpaca", votes: 4, responses: 7 },
      { model: "ChatGPT", votes: 8, responses: 0 },
    ],
  },
};
