import { addCounts, type Counts, formatCounts } from "@/bin/test/counts";
import { STEPS, type Step, type StepResult } from "@/bin/test/steps";

const NAMES = STEPS.map(({ name }) => name);
const LONGEST_OUTPUT = 40_000;

await main(process.argv.slice(2));

async function main(chosen: string[]): Promise<void> {
  const unknown = chosen.find((name) => !NAMES.includes(name));
  if (unknown) {
    console.error(`There is no step "${unknown}". npm test -- takes any of: ${NAMES.join(" ")}`);
    process.exit(1);
  }
  const abort = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => abort.abort());
  const began = performance.now();
  const results = new Map<string, Counts>();
  const wanted = STEPS.filter(({ name }) => chosen.length === 0 || chosen.includes(name));
  for (const group of groupSteps(wanted)) {
    await Promise.all(group.map(async (step) => results.set(step.name, await runStep(step, results, abort.signal))));
    if (abort.signal.aborted) process.exit(130);
  }
  const total = addCounts([...results.values()]);
  console.log(`in ${seconds(began)}\n${formatCounts(total)}`);
  process.exit(total.failed > 0 ? 1 : 0);
}

/** Light steps that stand together are one group; every other step is one by itself. */
function groupSteps(steps: Step[]): Step[][] {
  const groups: Step[][] = [];
  for (const [index, step] of steps.entries()) {
    if (step.isLight && steps[index - 1]?.isLight) groups.at(-1)?.push(step);
    else groups.push([step]);
  }
  return groups;
}

async function runStep(step: Step, before: Map<string, Counts>, abort: AbortSignal): Promise<Counts> {
  if (step.needs && before.get(step.needs)?.failed) {
    console.log(`${step.name.padEnd(12)} skipped: ${step.needs} failed`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const start = performance.now();
  const result = await step.run(abort).catch(asFailure);
  if (!abort.aborted) {
    console.log(`${step.name.padEnd(12)} ${seconds(start).padStart(8)}   ${formatCounts(result)}`);
    if (result.failed > 0) console.log(`${result.output.trim().slice(-LONGEST_OUTPUT)}\n`);
  }
  return result;
}

function asFailure(error: Error): StepResult {
  return { passed: 0, failed: 1, skipped: 0, output: error.name === "SetupError" ? error.message : `${error.stack}` };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
