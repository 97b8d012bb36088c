import { expect, test } from "vitest";
import { addCounts, formatCounts, readPlaywrightCounts, readVitestCounts } from "@/bin/test/counts";

const VITEST = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test("a test file that cannot be loaded is a failure, though it has no test", () => {
  const testResults = [
    { status: "failed", assertionResults: [] },
    { status: "failed", assertionResults: [{}] },
    { status: "passed", assertionResults: [{}, {}, {}] },
  ];
  expect(readVitestCounts({ ...VITEST, testResults })).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("a flaky browser test and a failed setup are failures", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(readPlaywrightCounts({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3, skipped: 2 });
});

test("a report of another shape is refused, and not read as nothing wrong", () => {
  expect(() => readVitestCounts({})).toThrow();
  expect(() => readPlaywrightCounts({ stats: {} })).toThrow();
});

test("the last line names what was skipped only when something was", () => {
  const all = addCounts([
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 1, failed: 1, skipped: 0 },
  ]);
  expect(formatCounts(all)).toBe("3 passed, 1 failed");
  expect(formatCounts({ ...all, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});
