import { z } from "zod";

/** What a step's tests came to. */
export type Counts = { passed: number; failed: number; skipped: number };

export function addCounts(parts: Counts[]): Counts {
  const sum = (of: (counts: Counts) => number) => parts.reduce((total, counts) => total + of(counts), 0);
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) };
}

/** The last line of a run, which machines read. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

/** @param report what Vitest's JSON reporter wrote. A file that could not be loaded is one failure. */
export function readVitestCounts(report: unknown): Counts {
  const read = vitestReport.parse(report);
  const unloaded = read.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + unloaded.length,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

/** @param report what Playwright's JSON reporter wrote. A flaky test has failed; so has a setup that threw. */
export function readPlaywrightCounts(report: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}
