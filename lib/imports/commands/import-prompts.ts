import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { promptFormats } from "@/lib/formats/registry";
import { sampleInOrder } from "@/lib/formats/sample";
import { parseInput } from "@/lib/http/parse-input";
import { runImport } from "@/lib/imports/commands/run-import";
import type { ImportFile } from "@/lib/imports/import-file";
import {
  type ImportedPrompts,
  type ImportPromptsOptions,
  importPromptsSchema,
  type Unfinished,
} from "@/lib/imports/schema";
import { createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { findPromptSetVersion } from "@/lib/prompts/queries";

/** Reads a file into a new version of a prompt set, whole or a sample of it. */
export async function importPrompts(
  actor: Actor,
  file: ImportFile,
  options: ImportPromptsOptions,
): Promise<ImportedPrompts> {
  requireWriter(actor);
  const { format, set: name, sample, seed } = parseInput(importPromptsSchema, options);
  const order = { kind: "prompts" as const, format, target: name, options: { sample, seed } };
  const { status, result } = await runImport<Unfinished<ImportedPrompts>>(
    actor,
    order,
    file,
    async ({ db, bytes, refuseRepeat }) => {
      const records = promptFormats[format](bytes);
      const prompts = sample === undefined || seed === undefined ? records : sampleInOrder(records, sample, seed);
      const set = await createPromptSet(actor, { name, source: format, prompts: await prompts }, db);
      const result = { set: set.name, version: set.version, prompts: set.promptCount };
      const earlier = await findPromptSetVersion(actor, { name, digest: set.digest }, db);
      await refuseRepeat({ ...result, version: earlier?.version ?? set.version });
      return { rows: set.status === "unchanged" ? null : set.promptCount, result };
    },
  );
  return { status, ...result };
}
