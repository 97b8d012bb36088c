import { join } from "node:path";
import { z } from "zod";
import { ROOT } from "@/bin/build/production-build";
import { type Outcome, runProgram } from "@/bin/test/run-program";

const FOLDERS = ["app", "bench", "bin", "components", "e2e", "lib", "prisma"];
// a compiler that it cannot use makes dependency-cruiser see nothing, and find nothing wrong
const LEAST_MODULES = 20;

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        cycle: z.array(z.object({ name: z.string() })).optional(),
      }),
    ),
  }),
});

/** Holds every import below a folder against .dependency-cruiser.mjs. */
export async function checkImports(root = ROOT, folders = FOLDERS, abort?: AbortSignal): Promise<Outcome> {
  const args = ["--config", join(ROOT, ".dependency-cruiser.mjs"), "--output-type", "json", ...folders];
  const { output } = await runProgram("dependency-cruiser/bin/dependency-cruise.mjs", args, { cwd: root, abort });
  const { summary } = report.parse(parse(output));
  if (summary.totalCruised < LEAST_MODULES) {
    return { code: 1, output: `Only ${summary.totalCruised} modules were seen: the rules were not checked.` };
  }
  const lines = summary.violations.map(({ rule, from, to, cycle }) =>
    [`${rule.name}: ${from} → ${to}`, ...(cycle ?? []).map(({ name }) => `    → ${name}`)].join("\n"),
  );
  return { code: lines.length > 0 ? 1 : 0, output: lines.join("\n") };
}

function parse(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(`dependency-cruiser did not run:\n${output}`);
  }
}
