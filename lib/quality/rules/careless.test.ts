import { expect, test } from "vitest";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { readMtBenchTruth } from "@/lib/quality/testing/mt-bench-truth";
import { simulateCrowd } from "@/lib/quality/testing/simulate-crowd";

// the whole of it, 200 studies, is `npm run bench -- careless`
/** The latter: in each an honest rater is near enough to the careless that one piece of evidence alone would name them. */
const SEEDS = [1, 2, 3, 4, 5, 6, 15, 48, 55, 63, 64, 143, 195];

test.skipIf(lacksSharedData())(
  "over real pairs the rules name those who do not read, and leave those who do",
  async () => {
    const truth = await readMtBenchTruth();
    const results = SEEDS.map((seed) => simulateCrowd(truth, seed));
    const mean = (pick: (one: (typeof results)[number]) => number) =>
      results.reduce((sum, one) => sum + pick(one), 0) / SEEDS.length;
    expect(mean(({ careless }) => careless)).toBeGreaterThan(0.8);
    expect(mean(({ good }) => good)).toBe(0);
    expect(mean(({ noisy }) => noisy)).toBe(0);
    expect(mean(({ noisyReported }) => noisyReported)).toBeGreaterThan(0.3);
    expect(mean(({ steadyReported }) => steadyReported)).toBeLessThan(0.05);
    expect(mean(({ falseAlarms }) => falseAlarms)).toBeLessThan(0.05);
    expect(mean(({ errorAfter }) => errorAfter)).toBeLessThan(mean(({ errorBefore }) => errorBefore));
  },
  30_000,
);
