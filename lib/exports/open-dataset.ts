import "server-only";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { getDatasetCard } from "@/lib/exports/get-dataset-card";
import { keepSummary } from "@/lib/exports/keep-summary";
import { type ExportSummary, openExport } from "@/lib/exports/open-export";
import { exportOptionsSchema } from "@/lib/exports/schema";
import { parseInput } from "@/lib/http/parse-input";

/** `licence`: what the card says of it, as the Hub has it; none: nothing. */
export const datasetOptionsSchema = exportOptionsSchema.extend({
  format: exportOptionsSchema.shape.format.default("parquet"),
  licence: z
    .string()
    .regex(/^[a-z0-9.-]{1,60}$/, { error: "Write the licence as the Hub has it, such as cc-by-4.0." })
    .optional(),
});
export type DatasetOptions = z.input<typeof datasetOptionsSchema>;

/**
 * A study's votes as a dataset that the Hugging Face Hub takes as it is: one zip of the file and its README.md. The card tells how
 * many rows there are, so that the file is written to disk before the first byte leaves.
 *
 * @throws {AppError} bad_input, not_found; at once and not in the middle of the stream.
 */
export async function openDataset(
  actor: Actor,
  studyName: string,
  options: DatasetOptions,
): Promise<{ fileName: string; chunks: AsyncGenerator<Uint8Array, void, undefined> }> {
  const { licence = null, ...chosen } = parseInput(datasetOptionsSchema, options);
  const { chunks, writer, fileName } = await openExport(actor, studyName, chosen);
  const folder = await mkdtemp(join(tmpdir(), "eucalypt-dataset-"));
  try {
    const path = join(folder, "data");
    const told: { summary: ExportSummary | null } = { summary: null };
    await pipeline(keepSummary(chunks, told), createWriteStream(path));
    if (told.summary === null) throw new Error("The export ended without a summary.");
    const written = { writer, summary: told.summary, aggregation: chosen.aggregation, fileName, licence };
    const card = await getDatasetCard(actor, studyName, written);
    const stem = fileName.slice(0, -writer.extension.length - 1);
    return { fileName: `${stem}-dataset.zip`, chunks: readZip(folder, { stem, path, fileName, card }) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

type Content = { stem: string; path: string; fileName: string; card: string };

/** The folder goes at the end, also where a reader stops early. */
async function* readZip(folder: string, { stem, path, fileName, card }: Content): AsyncGenerator<Uint8Array> {
  try {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(card, "utf8"), `${stem}/README.md`);
    zip.addFile(path, `${stem}/${fileName}`);
    zip.end();
    yield* zip.outputStream as Readable as AsyncIterable<Uint8Array>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
