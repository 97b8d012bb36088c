import { testEquivalence } from "@/lib/stats/equivalence";
import { ESTIMANDS, type Estimand } from "@/lib/stats/estimate";
import { estimateRate } from "@/lib/stats/pair-rates";
import type { Calibration } from "@/lib/stats/testing/calibration";
import { drawPairVotes, findTruth } from "@/lib/stats/testing/pair-truth";
import { DESIGNS, type Design } from "@/lib/stats/testing/simulate-votes";

/**
 * Where the true difference is the margin itself, to call it small is a false alarm, and the most likely one. The margin
 * is some standard errors wide: within a narrow one hardly any interval fits, and false alarms are rarer still.
 */
function atTheMargin({ name, ...rest }: Design, estimand: Estimand): Calibration {
  const design = { ...rest, name, mean: 1 };
  let margin: number | undefined;
  return {
    ...{ estimator: "equivalence", design: name, kind: "false alarms", wanted: { least: 0.03, most: 0.07 } },
    estimand: `the difference is the margin, ${estimand === "these_prompts" ? "these prompts" : "prompts like these"}`,
    trial(seed) {
      margin ??= findTruth(design, estimand, "difference");
      const votes = drawPairVotes(design, estimand, seed);
      return (
        testEquivalence(estimateRate(votes, "difference", { estimand, aggregation: "votes", level: 0.9 }), margin) <
        0.05
      );
    },
  };
}

export const EQUIVALENCE_CALIBRATIONS: Calibration[] = ESTIMANDS.flatMap((estimand) =>
  DESIGNS.map((design) => atTheMargin(design, estimand)),
);
