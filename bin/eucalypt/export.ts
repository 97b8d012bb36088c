import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { writeOut } from "@/bin/eucalypt/write-whole";
import { OPERATOR } from "@/lib/auth/actor";
import { keepSummary } from "@/lib/exports/keep-summary";
import { type ExportSummary, openExport } from "@/lib/exports/open-export";
import type { ExportOptions } from "@/lib/exports/schema";
import { EXPORT_FORMATS } from "@/lib/formats/export-registry";
import { toCodebookCsv } from "@/lib/formats/vote-table";
import {
  AGGREGATIONS,
  BOTH_BAD_SPELLINGS,
  DROP_REASONS,
  type DropReason,
  type FormatWriter,
  LOSSES,
} from "@/lib/formats/writer";

type Flags = ExportOptions & { out: string; codebook?: string; card?: string; licence?: string };

/** `export NAME`: a study's votes in the field's formats. */
export function registerExportCommand(program: Command): void {
  program
    .command("export")
    .argument("<name>", "a study")
    .description("a study's votes, in one of the formats that others read")
    .addOption(new Option("--format <format>").choices(EXPORT_FORMATS).default("csv"))
    .requiredOption("--out <file>", "where to; - for standard output")
    .addOption(new Option("--aggregation <aggregation>", "a row for each vote, or for each pair").choices(AGGREGATIONS))
    .addOption(new Option("--both-bad <spelling>", "how arena battles spell it").choices(BOTH_BAD_SPELLINGS))
    .option("--codebook <file>", "a table of the vote table's columns as well")
    .option("--card <file>", "a README.md for the Hugging Face Hub as well")
    .option("--licence <id>", "what the card says of it, as the Hub has it: cc-by-4.0")
    .action(async (name: string, { out, codebook, card, licence, ...options }: Flags) => {
      const { writer, chunks, fileName } = await openExport(OPERATOR, name, options, tellProgress);
      const told: { summary: ExportSummary | null } = { summary: null };
      await writeOut(out, keepSummary(chunks, told));
      if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
      if (codebook) await writeFile(codebook, toCodebookCsv());
      if (card && told.summary) {
        // loaded where it is asked for: an export needs a fraction of the memory
        const { getDatasetCard } = await import("@/lib/exports/get-dataset-card");
        const written = { writer, summary: told.summary, fileName: out === "-" ? fileName : out };
        const { aggregation } = options;
        const text = await getDatasetCard(OPERATOR, name, { ...written, aggregation, licence: licence ?? null });
        await writeFile(card, text);
      }
      if (told.summary) console.error(toSentences(told.summary, writer));
    });
}

function tellProgress(votes: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${votes.toLocaleString("en-US")} votes read`);
}

function toSentences({ votes, rows, dropped, notCounted }: ExportSummary, { title, loses }: FormatWriter): string {
  const left = (Object.entries(dropped) as [DropReason, number][]).map(
    ([reason, count]) => `Left out: ${count}, ${DROP_REASONS[reason]}.`,
  );
  if (notCounted > 0)
    left.push(`Left out: ${notCounted} votes that results do not count, which the format cannot say.`);
  const lost = loses.map((loss) => `  - ${LOSSES[loss]}`);
  return [
    `${title}: ${rows} rows from ${votes} votes or pairs.`,
    ...left,
    ...(lost.length > 0 ? ["The format has no place for:", ...lost] : []),
  ].join("\n");
}
