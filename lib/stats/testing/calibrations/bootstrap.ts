import { bootstrapRate } from "@/lib/stats/cluster-bootstrap";
import { ESTIMANDS } from "@/lib/stats/estimate";
import type { Calibration } from "@/lib/stats/testing/calibration";
import { toPairCalibration } from "@/lib/stats/testing/calibrations/rates";
import { findTruth } from "@/lib/stats/testing/pair-truth";
import { DESIGNS, HEAVY_TAILED } from "@/lib/stats/testing/simulate-votes";

const ROUNDS = 399;

export const BOOTSTRAP_CALIBRATIONS: Calibration[] = ESTIMANDS.flatMap((estimand) =>
  [...DESIGNS, HEAVY_TAILED].map((design) =>
    toPairCalibration({
      ...{ estimator: "win rate with ties as half, cluster bootstrap", design, estimand },
      wanted: { least: 0.93, most: 1 },
      interval: (votes) =>
        bootstrapRate(votes, "half", { estimand, weighing: "votes", level: 0.95, rounds: ROUNDS, seed: 1 }),
      truth: () => findTruth(design, estimand, "half"),
    }),
  ),
);
