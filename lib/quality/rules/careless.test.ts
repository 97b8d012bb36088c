import { expect, test } from "vitest";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { readMtBenchTruth } from "@/lib/quality/testing/mt-bench-truth";
import { simulateCrowd } from "@/lib/quality/testing/simulate-crowd";

// the whole of it, 200 studies, is `npm run bench -- careless`
const STUDIES = 12;

test.skipIf(lacksSharedData())(
  "over real pairs the rules name those who do not read, and leave those who do",
  async () => {
    const truth = await readMtBenchTruth();
    const results = Array.from({ length: STUDIES }, (_, index) => simulateCrowd(truth, index + 1));
    const mean = (pick: (one: (typeof results)[number]) => number) =>
      results.reduce((sum, one) => sum + pick(one), 0) / STUDIES;
    expect(mean(({ careless }) => careless)).toBeGreaterThan(0.8);
    expect(mean(({ good }) => good)).toBeLessThan(0.02);
    expect(mean(({ noisy }) => noisy)).toBeLessThan(0.03);
    expect(mean(({ falseAlarms }) => falseAlarms)).toBeLessThan(0.05);
    expect(mean(({ errorAfter }) => errorAfter)).toBeLessThan(mean(({ errorBefore }) => errorBefore));
  },
);
