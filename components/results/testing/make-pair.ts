import type { Estimated, Figure, PairAnalysis } from "@/lib/results/analysis-schema";
import type { MatrixBar } from "@/lib/results/schema";

/** An estimate with an even 95% interval. */
export function estimated(value: number, margin: number): Figure<Estimated> {
  const interval = { low: value - margin, high: value + margin, level: 0.95 };
  return { ok: true, value: { value, standardError: margin / 1.96, degreesOfFreedom: null, interval } };
}

type Given = Partial<PairAnalysis> & Partial<MatrixBar>;

/** A pair whose estimates follow from its counts, with margins that are invented. */
export function makePair(given: Given): PairAnalysis {
  const { better = 0, tied = 0, worse = 0, bothBad = 0 } = given;
  const votes = better + tied + worse + bothBad;
  const share = (count: number): Figure<Estimated> =>
    votes === 0 ? { ok: false, reason: "There are no votes." } : estimated(count / votes, 0.04);
  const p: Figure<number> = votes === 0 ? { ok: false, reason: "There are no votes." } : { ok: true, value: 0.0004 };
  return {
    ...{ promptSet: "Koala test set", model: "Koala", opponent: "Alpaca", better, tied, worse, bothBad, votes },
    ...{ cannotJudge: 0, raters: 0, prompts: 0, published: null, reason: null },
    betterShare: share(better),
    tiedShare: share(tied + bothBad),
    worseShare: share(worse),
    betterOrTied: share(better + tied + bothBad),
    winRate: share(better + (tied + bothBad) / 2),
    difference: share(better - worse),
    comparedIntervals: [],
    ...{ p, holmP: p, equivalenceP: { ok: false, reason: "No margin was declared." } },
    verdict: { kind: "preferred", finding: "Koala is preferred.", figures: "A difference of 20 points.", needs: null },
    fragility: { ok: false, reason: "Not computed." },
    cannotJudgeWhenFirst: { model: 0, opponent: 0, unknown: 0 },
    ...given,
  };
}
