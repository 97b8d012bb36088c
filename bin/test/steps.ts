import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "@/bin/build/production-build";
import { checkImports } from "@/bin/test/check-imports";
import { type Counts, readPlaywrightCounts, readVitestCounts } from "@/bin/test/counts";
import { type Outcome, runProgram } from "@/bin/test/run-program";

export type StepResult = Counts & { output: string };

export type Step = {
  name: string;
  /** Cannot run without this one. */
  needs?: string;
  /** Keeps one core busy at most: runs beside the others of its kind that stand next to it. */
  isLight?: true;
  run(abort: AbortSignal): Promise<StepResult>;
};

export const STEPS: Step[] = [
  {
    name: "lint",
    isLight: true,
    run: asCheck((abort) => runProgram("@biomejs/biome/bin/biome", ["check", "."], { abort })),
  },
  { name: "types", isLight: true, run: asCheck(checkTypes) },
  { name: "imports", isLight: true, run: asCheck((abort) => checkImports(undefined, undefined, abort)) },
  {
    name: "unused",
    isLight: true,
    run: asCheck((abort) => runProgram("knip/bin/knip.js", ["--no-progress"], { abort })),
  },
  { name: "unit", run: (abort) => runVitest("unit", abort) },
  { name: "integration", run: (abort) => runVitest("integration", abort) },
  { name: "build", run: asCheck(build) },
  { name: "e2e", needs: "build", run: runPlaywright },
];

/** A step that is not made of tests counts as one. */
function asCheck(check: (abort: AbortSignal) => Promise<Outcome>): Step["run"] {
  return async (abort) => {
    const { code, output } = await check(abort);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
  };
}

async function checkTypes(abort: AbortSignal): Promise<Outcome> {
  // the types of routes and their parameters, which a fresh checkout does not have
  const routes = await runProgram("next/dist/bin/next", ["typegen"], { abort });
  return routes.code === 0 ? runProgram("typescript/bin/tsc", ["--noEmit"], { abort }) : routes;
}

async function build(abort: AbortSignal): Promise<Outcome> {
  return { code: 0, output: await ensureBuild("test", abort) };
}

async function runVitest(project: string, abort: AbortSignal): Promise<StepResult> {
  return withReport(readVitestCounts, (path) => {
    const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${path}`];
    return runProgram("vitest/vitest.mjs", ["run", "--project", project, ...reporters], { abort });
  });
}

async function runPlaywright(abort: AbortSignal): Promise<StepResult> {
  // specs read the database through lib, which refuses to load outside the server unless this condition is set
  const NODE_OPTIONS = "--conditions=react-server";
  return withReport(readPlaywrightCounts, (path) =>
    runProgram("@playwright/test/cli.js", ["test"], { abort, env: { EUCALYPT_E2E_REPORT: path, NODE_OPTIONS } }),
  );
}

/** Never passes by silence: an exit code, a missing report or no test at all each is a failure. */
async function withReport(
  read: (report: unknown) => Counts,
  run: (path: string) => Promise<Outcome>,
): Promise<StepResult> {
  const dir = mkdtempSync(join(tmpdir(), "eucalypt-report-"));
  try {
    const { code, output } = await run(join(dir, "report.json"));
    const counts = readReport(join(dir, "report.json"), read);
    if (!counts) return { passed: 0, failed: 1, skipped: 0, output: `${output}\nIt ended without a report.` };
    if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, output: `${output}\nNo test was run.` };
    return { ...counts, failed: code !== 0 && counts.failed === 0 ? 1 : counts.failed, output };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function readReport(path: string, read: (report: unknown) => Counts): Counts | null {
  try {
    return read(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}
