import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { promptFormats } from "@/lib/formats/registry";
import { AppError } from "@/lib/http/app-error";
import { runImport } from "@/lib/imports/commands/run-import";
import { download } from "@/lib/imports/download";
import type { ImportFile } from "@/lib/imports/import-file";
import { addressOf, type PublishedSet, type PublishedSetName, publishedSets } from "@/lib/imports/published-sets";
import type { ImportedPrompts, Unfinished } from "@/lib/imports/schema";
import { countCategories, type PromptSetCard } from "@/lib/prompts/card";
import { createPromptSet, type NewPrompt } from "@/lib/prompts/commands/create-prompt-set";
import { findPromptSetVersion } from "@/lib/prompts/queries";

type Order = {
  which: PublishedSetName;
  /** In place of the set's own name. */
  set?: string;
  /** The same file, downloaded before; null: it is downloaded now. */
  file: ImportFile | null;
  /** For where there is no network. */
  downloadFrom?: (address: string) => Promise<Buffer>;
};

export type FetchedPrompts = ImportedPrompts & { repository: string; commit: string; licence: string };

/**
 * A published test set, whole, from its repository at a pinned commit, or from a file that was downloaded before: either way
 * only where its SHA-256 is the known one. The set's card names repository, commit and licence.
 *
 * @throws {AppError} unavailable: it cannot be downloaded; the sentence says which file to give instead.
 *   bad_input: it is another file.
 */
export async function fetchPrompts(actor: Actor, order: Order): Promise<FetchedPrompts> {
  requireWriter(actor);
  const published = publishedSets[order.which];
  const bytes = order.file
    ? await readWhole(order.file)
    : await downloadSet(order.which, order.downloadFrom ?? download);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== published.sha256) {
    throw new AppError(
      "bad_input",
      `This is not the published file: its SHA-256 is ${sha256}, and that of ${published.path} at the pinned commit is ` +
        `${published.sha256}. Download ${addressOf(published)} and give it with --file.`,
    );
  }
  const { repository, commit, licence, format } = published;
  const name = order.set ?? published.setName;
  const fileName = published.path.split("/").at(-1) ?? published.path;
  const imported = await runImport<Unfinished<ImportedPrompts>>(
    actor,
    { kind: "prompts", format, target: name, options: { published: order.which, commit } },
    { bytes: streamOf(bytes), fileName },
    async ({ db, bytes: watched, refuseRepeat }) => {
      const prompts: NewPrompt[] = [];
      for await (const prompt of promptFormats[format](watched)) prompts.push(prompt);
      const card = toCard(published, fileName, prompts);
      const created = await createPromptSet(actor, { name, source: format, card, prompts }, db);
      const result = { set: created.name, version: created.version, prompts: created.promptCount };
      const earlier = await findPromptSetVersion(actor, { name, digest: created.digest }, db);
      await refuseRepeat({ ...result, version: earlier?.version ?? created.version });
      return { rows: created.status === "unchanged" ? null : created.promptCount, result };
    },
  );
  return { status: imported.status, ...imported.result, repository, commit, licence };
}

function toCard(published: PublishedSet, fileName: string, prompts: NewPrompt[]): PromptSetCard {
  const { format, sha256, repository, commit, licence } = published;
  return {
    source: { fileName, format, sha256, repository, commit, licence, queries: prompts.length },
    curation: null,
    categories: countCategories(prompts),
  };
}

async function downloadSet(which: PublishedSetName, from: (address: string) => Promise<Buffer>): Promise<Buffer> {
  const published = publishedSets[which];
  const address = addressOf(published);
  try {
    return await from(address);
  } catch (error) {
    throw new AppError(
      "unavailable",
      `${published.repository} cannot be reached from here. Download ${address} where there is a network, and give the ` +
        `file: prompts fetch ${which} --file ${published.path.split("/").at(-1)}`,
      { cause: error },
    );
  }
}

async function readWhole({ bytes }: ImportFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* streamOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
