import type { Command } from "commander";
import { toCount, toNames } from "@/bin/eucalypt/parse-options";
import { printRun } from "@/bin/eucalypt/print-run";
import { toTable } from "@/bin/eucalypt/to-table";
import { watchRun } from "@/bin/eucalypt/watch-run";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { createRun } from "@/lib/inference/commands/create-run";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "@/lib/inference/commands/steer-run";
import { exportRun } from "@/lib/inference/queries/export-run";
import { findRunId, getRun, listRuns } from "@/lib/inference/queries/runs";

type ForPrograms = { json?: boolean };

/** `run …`: orders to the worker pool. */
export function registerRunCommands(program: Command): void {
  const run = program.command("run").description("have models answer a prompt set");
  registerCreate(run);
  registerLooks(run);
  registerSteering(run);
  run
    .command("export")
    .argument("<run>")
    .description("its responses as JSONL, each with the exact request and how it was answered")
    .requiredOption("--out <file>", "where to; - for standard output")
    .action(async (given: string, { out }: { out: string }) => {
      await writeOut(out, exportRun(OPERATOR, await findRunId(OPERATOR, given)));
    });
}

function registerCreate(run: Command): void {
  run
    .command("create")
    .description("order the responses of models to the newest version of a prompt set")
    .requiredOption("--models <names>", "models that generate, with commas between", toNames)
    .requiredOption("--set <name>", "the prompt set")
    .option("--samples <count>", "responses of each model to each prompt", toCount, 1)
    .option("--wait", "until it is through, with a progress bar")
    .option("--json", "for programs")
    .action(async (flags: { models: string[]; set: string; samples: number; wait?: boolean } & ForPrograms) => {
      const { models, set, samples, wait, json } = flags;
      const made = await createRun(OPERATOR, { models, set, samples });
      if (!json) {
        console.log(`Ordered ${made.total} responses as run ${made.id}.`);
        if (made.alreadyThere > 0) console.log(`${made.alreadyThere} are there, or on order, already.`);
      }
      if (wait) await watchRun(made.id);
      if (json) console.log(JSON.stringify(wait ? await getRun(OPERATOR, made.id) : made));
      else if (wait) printRun(await getRun(OPERATOR, made.id));
      else console.log(`Watch it with: npm run eucalypt -- run watch ${made.id}`);
    });
}

function registerLooks(run: Command): void {
  run
    .command("list")
    .description("runs, the newest first")
    .option("--json", "for programs")
    .action(async ({ json }: ForPrograms) => {
      const runs = await listRuns(OPERATOR);
      if (json) console.log(JSON.stringify(runs, null, 2));
      else if (runs.length === 0) console.log("There are no runs yet. Order one with: run create --models … --set …");
      else {
        const rows = runs.map(({ id, state, promptSet, models, total, done, failed }) => [
          ...[id, state, `${done} of ${total}`, String(failed), `${promptSet.name} (${promptSet.version})`],
          models.join(", "),
        ]);
        console.log(toTable(["run", "state", "done", "failed", "prompt set", "models"], rows));
      }
    });
  run
    .command("show")
    .argument("<run>", "its id, or the beginning of it")
    .description("how far a run has got, and what failed and why")
    .option("--json", "for programs")
    .action(async (given: string, { json }: ForPrograms) => {
      const found = await getRun(OPERATOR, await findRunId(OPERATOR, given));
      if (json) console.log(JSON.stringify(found, null, 2));
      else printRun(found);
    });
  run
    .command("watch")
    .argument("<run>")
    .description("a progress bar until it is through")
    .action(async (given: string) => {
      const id = await findRunId(OPERATOR, given);
      await watchRun(id);
      printRun(await getRun(OPERATOR, id));
    });
}

function registerSteering(run: Command): void {
  const deeds = [
    ["pause", "ask nothing more until it is resumed", pauseRun, "is paused"],
    ["resume", "go on", resumeRun, "goes on"],
    ["cancel", "for good; requests in flight are stopped, what was answered is kept", cancelRun, "is cancelled"],
    ["retry", "ask again for what failed or was cancelled", retryFailed, "asks again for what failed"],
  ] as const;
  for (const [name, description, deed, said] of deeds) {
    run
      .command(name)
      .argument("<run>")
      .description(description)
      .action(async (given: string) => {
        const id = await findRunId(OPERATOR, given);
        await deed(OPERATOR, id);
        console.log(`Run ${id} ${said}.`);
      });
  }
}
