import { expect, test } from "vitest";
import { calibrate } from "@/lib/stats/testing/calibration";
import { RANKING_CALIBRATIONS } from "@/lib/stats/testing/calibrations/ranking";

const REPETITIONS = 20;

/** One a kind of figure; the bench runs them all, 2,000 times. */
const FIRST = RANKING_CALIBRATIONS.filter(
  ({ estimator }, place) => RANKING_CALIBRATIONS.findIndex((other) => other.estimator === estimator) === place,
);

test.each(FIRST)("$estimator keeps its word, $estimand", (calibration) => {
  const { share, refused } = calibrate(calibration, REPETITIONS, 500);
  const { least, most } = calibration.wanted;
  // five standard errors about what is wanted
  const slack = (wanted: number) => 5 * Math.sqrt(Math.max(wanted * (1 - wanted), 0.01) / REPETITIONS);
  expect(refused).toBe(0);
  expect(share).toBeGreaterThanOrEqual(least - slack(least));
  expect(share).toBeLessThanOrEqual(most + slack(most));
});

test("each calibration has a name of its own", () => {
  const names = RANKING_CALIBRATIONS.map(({ estimator, design, estimand }) => [estimator, design, estimand].join());
  expect(new Set(names).size).toBe(names.length);
});
