import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { FormatError } from "@/lib/formats/format-error";
import type { ResponseRecord } from "@/lib/formats/records";
import { responseFormats } from "@/lib/formats/registry";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { runImport } from "@/lib/imports/commands/run-import";
import type { ImportFile } from "@/lib/imports/import-file";
import { toModelName } from "@/lib/imports/model-name";
import {
  type ImportedResponses,
  type ImportResponsesOptions,
  importResponsesSchema,
  type Unfinished,
} from "@/lib/imports/schema";
import { findNewestPromptSet } from "@/lib/prompts/queries";
import { addResponses } from "@/lib/responses/commands/add-responses";
import type { NewResponse } from "@/lib/responses/commands/match-prompts";

/** Adds the file's responses to the newest version of a prompt set. */
export async function importResponses(
  actor: Actor,
  file: ImportFile,
  options: ImportResponsesOptions,
): Promise<ImportedResponses> {
  requireWriter(actor);
  const { format, set: name, model } = parseInput(importResponsesSchema, options);
  const order = { kind: "responses" as const, format, target: name, options: { model } };
  const { status, result } = await runImport<Unfinished<ImportedResponses>>(
    actor,
    order,
    file,
    async ({ db, importId, bytes, refuseRepeat }) => {
      const promptSet = await findNewestPromptSet(actor, name, db);
      if (!promptSet) {
        throw new AppError("not_found", `There is no prompt set "${name}". Import its prompts first, or name another.`);
      }
      const responses = nameModels(responseFormats[format](bytes), model ?? null);
      const added = await addResponses(actor, { promptSet, importId, responses }, db);
      const result = { set: name, version: promptSet.version, ...added };
      await refuseRepeat(result, promptSet.id);
      return { rows: added.inserted === 0 ? null : added.inserted + added.unchanged, result };
    },
  );
  return { status, ...result };
}

/** @param given in place of the file's own name; a file of several models cannot all go by one. */
async function* nameModels(records: AsyncIterable<ResponseRecord>, given: string | null): AsyncGenerator<NewResponse> {
  let first: string | null = null;
  for await (const record of records) {
    const named = record.model === null ? null : toModelName(record.model, record.line, "model");
    if (given === null && named === null) {
      throw new FormatError({
        line: record.line,
        field: "model",
        problem: "the row does not say which model gave the response",
        mend: "Name it with --model.",
      });
    }
    if (given !== null && named !== null) {
      first ??= named;
      if (named !== first) {
        throw new FormatError({
          line: record.line,
          field: "model",
          problem: `the file has responses by ${first} and by ${named}, and --model can name only one`,
          mend: "Leave --model out, or split the file.",
        });
      }
    }
    yield { ...record, model: given ?? named ?? "" };
  }
}
