/**
 * Whether the rules find those who do not read, and leave those who do: 200 studies of 100 raters over real pairs of
 * answers, 20 of them careless, 10 honest but noisy.
 *
 *   npm run bench -- careless [--studies 200]
 */
import { parseArgs } from "node:util";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { readMtBenchTruth } from "@/lib/quality/testing/mt-bench-truth";
import { type CrowdResult, simulateCrowd } from "@/lib/quality/testing/simulate-crowd";

/** Attention checks and browsers' marks are not simulated, and four repeats are fewer than `contradictory` asks for. */
const MEASURED = ["too_fast", "same_position", "always_tie", "unrelated"] as const;

const { values } = parseArgs({ options: { studies: { type: "string", default: "200" } } });

if (!lacksSharedData()) await run(Number(values.studies));

/** What is printed, what it is of one study, and whether its mean is as it should be. */
type Line = [string, (result: CrowdResult) => number, (mean: number) => boolean];

async function run(studies: number): Promise<void> {
  const truth = await readMtBenchTruth();
  const results = Array.from({ length: studies }, (_, index) => simulateCrowd(truth, index + 1));
  console.log(
    `${studies} studies, seeds 1 to ${studies}; 100 raters, 40 votes each, over ${truth.length} comparisons\n`,
  );
  const lines: Line[] = [
    ["careless who are named", (one) => one.careless, (mean) => mean >= 0.85],
    ["  at random", (one) => one.byHabit.random, () => true],
    ["  always the first", (one) => one.byHabit.first, () => true],
    ["  always equal", (one) => one.byHabit.tie, () => true],
    ["  within a second", (one) => one.byHabit.hasty, () => true],
    ["good who are named", (one) => one.good, (mean) => mean <= 0.05],
    ...MEASURED.map((rule): Line => [`  by ${rule}`, (one) => one.goodByRule[rule], () => true]),
    ["honest but noisy who are named", (one) => one.noisy, (mean) => mean === 0],
    ["honest but noisy who are reported", (one) => one.noisyReported, () => true],
    ["steady who are reported as noisy", (one) => one.steadyReported, (mean) => mean <= 0.05],
    ["steady whom the sequential test calls unusual", (one) => one.falseAlarms, (mean) => mean <= 0.05],
    ["error of win rates, everybody", (one) => one.errorBefore, () => true],
    ["error of win rates, without those named", (one) => one.errorAfter, () => true],
  ];
  let isWithin = true;
  for (const [name, pick, holds] of lines) {
    const { mean, error } = summarise(results.map(pick));
    isWithin &&= holds(mean);
    console.log(`${name.padEnd(62)} ${percent(mean)} ± ${percent(error)}${holds(mean) ? "" : "   OUTSIDE"}`);
  }
  const closer = summarise(results.map(({ errorBefore, errorAfter }) => errorBefore - errorAfter));
  const isCloser = closer.mean > 2 * closer.error;
  console.log(
    `${"closer to the truth by".padEnd(62)} ${percent(closer.mean)} ± ${percent(closer.error)}${isCloser ? "" : "   OUTSIDE"}`,
  );
  process.exitCode = isWithin && isCloser ? 0 : 1;
}

/** Mean, and its standard error over the studies. */
function summarise(values: number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`.padStart(7);
}
