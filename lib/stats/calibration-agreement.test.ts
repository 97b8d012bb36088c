import { expect, test } from "vitest";
import { calibrate } from "@/lib/stats/testing/calibration";
import { AGREEMENT_CALIBRATIONS } from "@/lib/stats/testing/calibrations/agreement";
import { POSITION_CALIBRATIONS } from "@/lib/stats/testing/calibrations/position";

// the bench counts thousands of trials of each line; these few only notice what is grossly wrong
test.each([
  { name: "agreement", calibrations: AGREEMENT_CALIBRATIONS, design: "180 × 3, 30 raters", repetitions: 12 },
  { name: "position", calibrations: POSITION_CALIBRATIONS, design: "180 × 5, 100 raters", repetitions: 12 },
])("$name: the quickest design is not far from its word", ({ calibrations, design, repetitions }) => {
  const quick = calibrations.filter((calibration) => calibration.design === design);
  expect(quick.length).toBeGreaterThan(0);
  for (const calibration of quick) {
    const { share, refused } = calibrate(calibration, repetitions, 1);
    expect(refused).toBe(0);
    // five standard errors
    const chance = 5 * Math.sqrt((0.05 * 0.95) / repetitions);
    expect(share).toBeGreaterThan(calibration.wanted.least - chance);
    expect(share).toBeLessThan(calibration.wanted.most + chance);
  }
});
