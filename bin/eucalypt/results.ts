import { type Command, Option } from "commander";
import { toTable } from "@/bin/eucalypt/to-table";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { getResults } from "@/lib/results/queries";
import type { Results } from "@/lib/results/schema";

/** `results NAME` and `export NAME`: what a study found, and its votes. */
export function registerResultCommands(program: Command): void {
  program
    .command("results")
    .argument("<name>", "a study")
    .description("wins, ties and losses of each pair on each prompt set")
    .option("--json", "for programs")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const results = await getResults(OPERATOR, name);
      if (json) console.log(JSON.stringify(results, null, 2));
      else printResults(results);
    });
  program
    .command("export")
    .argument("<name>", "a study")
    .description("one row for each vote")
    .addOption(new Option("--format <format>").choices(["csv"]).default("csv"))
    .requiredOption("--out <file>", "where to; - for standard output")
    .action(async (name: string, { out }: { out: string }) => {
      const { chunks } = await openVoteCsv(OPERATOR, name);
      await writeOut(out, chunks);
    });
}

function printResults({ study, protocolHash, votes, raters, prompts, matrix }: Results): void {
  console.log(`${study}: ${votes} votes by ${raters} raters on ${prompts} prompts. Protocol ${protocolHash ?? "none"}`);
  const heads = [
    "prompt set",
    "A",
    "B",
    "A better",
    "tied",
    "both bad",
    "B better",
    "not judged",
    "votes",
    "raters",
    "prompts",
  ];
  const rows = matrix.map((row) => [
    ...[row.promptSet, row.modelA, row.modelB],
    ...[row.winsA, row.ties, row.bothBad, row.winsB, row.cannotJudge, row.votes, row.raters, row.prompts].map(String),
  ]);
  console.log(toTable(heads, rows));
}
