import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { toTable } from "@/bin/eucalypt/to-table";
import { OPERATOR } from "@/lib/auth/actor";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { AppError } from "@/lib/http/app-error";
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
      if (out === "-") await pipeline(Readable.from(chunks), process.stdout, { end: false });
      else await writeWhole(out, chunks);
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

const NOT_WRITABLE: Record<string, string> = {
  ENOENT: "There is no such folder: make it first.",
  EACCES: "You may not write there.",
  EISDIR: "It is a folder: name a file in it.",
  ENOSPC: "The disk is full.",
};

/** Under another name until it is whole, so that an export cut off is not taken for one that ended. */
async function writeWhole(path: string, chunks: AsyncGenerator<Buffer>): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(chunks), createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    const { syscall, code = "" } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    const reason = NOT_WRITABLE[code] ?? `${(error as Error).message}.`;
    throw new AppError("bad_input", `Cannot write ${path}. ${reason}`, { cause: error });
  }
}
