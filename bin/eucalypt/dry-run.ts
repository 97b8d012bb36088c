import { Presets, SingleBar } from "cli-progress";
import type { Command } from "commander";
import { quote, toCount } from "@/bin/eucalypt/parse-options";
import { printResults } from "@/bin/eucalypt/print-results";
import { showOpening } from "@/bin/eucalypt/show-opening";
import { OPERATOR } from "@/lib/auth/actor";
import { deleteDryRun } from "@/lib/crowd/commands/delete-dry-run";
import { dryRunStudy } from "@/lib/crowd/commands/dry-run";
import type { DryRunReport } from "@/lib/crowd/dry-run/schema";
import type { OnRater } from "@/lib/crowd/dry-run/simulate-raters";
import { getDryRunReport } from "@/lib/crowd/queries/dry-run-report";
import { getResultsFile } from "@/lib/results/queries";
import { USUAL_DRY_RUN } from "@/lib/studies/dry-run";
import { getStudy } from "@/lib/studies/queries/studies";
import { describeStop } from "@/lib/studies/stop-reason";

/** `study dry-run` and `study delete-dry-run`. */
export function registerDryRun(study: Command): void {
  study
    .command("dry-run")
    .argument("<name>")
    .description(
      "send simulated raters through a copy of a draft: its intervals, cost and export before anyone is paid",
    )
    .option("--raters <count>", "how many", toCount, USUAL_DRY_RUN.raters)
    .option("--seed <number>", "decides who they are and what they say", Number, USUAL_DRY_RUN.seed)
    .action(async (name: string, settings: { raters: number; seed: number }) => {
      const copy = await withBar(settings.raters, (onRater) =>
        showOpening((onOpening) => dryRunStudy(OPERATOR, name, settings, { onOpening, onRater })),
      );
      console.log(`${copy.name}: simulated raters, nobody real.\n`);
      printResults(await getResultsFile(OPERATOR, copy.name, {}));
      const { stop } = await getStudy(OPERATOR, copy.name);
      printReport(await getDryRunReport(OPERATOR, copy.name), stop && describeStop(stop));
      console.log(`\nIts votes:  npm run eucalypt -- export ${quote(copy.name)} --out dry-run.csv`);
      console.log(`Remove it:  npm run eucalypt -- study delete-dry-run ${quote(copy.name)}`);
    });
  study
    .command("delete-dry-run")
    .argument("<name>", "of the dry run")
    .description("remove a dry run with its simulated votes")
    .action(async (name: string) => {
      await deleteDryRun(OPERATOR, name);
      console.log(`${name} is gone.`);
    });
}

function printReport(report: DryRunReport, stop: string | null): void {
  const { settings, raters, votes, kinds, rules, medianMinutes, pay } = report;
  const came = kinds.map(({ kind, raters: of }) => `${of} ${kind}`).join(", ");
  console.log(
    `\n${raters} of ${settings.raters} simulated raters (${came}), ${votes} votes with checks, seed ${settings.seed}.`,
  );
  if (stop) console.log(stop);
  if (raters < settings.raters && !stop) console.log("No place was left for the others.");
  if (medianMinutes !== null) console.log(`At the pairs for ${medianMinutes.toFixed(1)} minutes, in the median.`);
  if (pay === null) console.log("The study does not pay its raters.");
  else printPay(pay);
  for (const { rule, raters: named } of rules) console.log(`The rule ${rule} names ${named}.`);
  if (rules.length > 0) {
    console.log(`Named: ${kinds.map((of) => `${of.named} of ${of.raters} ${of.kind} raters`).join(", ")}.`);
  }
}

function printPay(pay: NonNullable<DryRunReport["pay"]>): void {
  const write = (micros: number) => `${(micros / 1_000_000).toFixed(2)} ${pay.currency}`;
  console.log(`Cost: ${write(pay.totalMicros)}, ${write(pay.amountMicros)} for each rater, without fees and bonuses.`);
  const simulated = pay.simulatedHourlyMicros;
  const byMedian = simulated === null ? "" : `; ${write(simulated)} by the simulated time at the pairs`;
  console.log(`An hour's pay: ${write(pay.hourlyMicros)} by the declared minutes${byMedian}.`);
  if (Math.min(pay.hourlyMicros, simulated ?? Number.POSITIVE_INFINITY) < pay.floorMicros) {
    console.log(`That is below the declared floor of ${write(pay.floorMicros)}.`);
  }
}

/** A line where somebody watches. */
async function withBar<T>(raters: number, run: (onRater: OnRater) => Promise<T>): Promise<T> {
  const format = "{bar} {value}/{total} simulated raters, {votes} votes";
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true, noTTYOutput: false }, Presets.rect);
  let isShown = false;
  try {
    return await run(({ raters: done, votes }) => {
      if (!process.stderr.isTTY) return;
      if (!isShown) bar.start(raters, done, { votes });
      isShown = true;
      bar.update(done, { votes });
    });
  } finally {
    if (isShown) bar.stop();
  }
}
