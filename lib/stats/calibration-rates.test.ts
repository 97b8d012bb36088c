import { expect, test } from "vitest";
import { calibrate } from "@/lib/stats/testing/calibration";
import { BOOTSTRAP_CALIBRATIONS } from "@/lib/stats/testing/calibrations/bootstrap";
import { EQUIVALENCE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/equivalence";
import { RATE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/rates";
import { TEST_CALIBRATIONS } from "@/lib/stats/testing/calibrations/tests";

const QUICK = ["180 × 5, 100 raters", "40 × 3, 12 raters"];

// the bench counts thousands of trials of each line; these few only notice what is grossly wrong
test.each([
  { name: "rates", calibrations: RATE_CALIBRATIONS, repetitions: 12 },
  { name: "cluster bootstrap", calibrations: BOOTSTRAP_CALIBRATIONS, repetitions: 10 },
  { name: "tests", calibrations: TEST_CALIBRATIONS, repetitions: 20 },
  { name: "equivalence", calibrations: EQUIVALENCE_CALIBRATIONS, repetitions: 25 },
])("$name: quick designs are not far from their word", ({ calibrations, repetitions }) => {
  const quick = calibrations.filter(({ design }) => QUICK.includes(design));
  const sums = { happened: 0, least: 0, most: 0 };
  quick.forEach((calibration, place) => {
    const { share, refused } = calibrate(calibration, repetitions, 1 + place * repetitions);
    expect(refused).toBe(0);
    sums.happened += share * repetitions;
    sums.least += calibration.wanted.least * repetitions;
    sums.most += calibration.wanted.most * repetitions;
  });
  // five standard errors, as if each trial were by itself
  const chance = 5 * Math.sqrt(0.05 * 0.95 * repetitions * quick.length);
  expect(sums.happened).toBeGreaterThan(sums.least - chance);
  expect(sums.happened).toBeLessThan(sums.most + chance);
});
