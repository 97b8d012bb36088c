import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { voteFormats } from "@/lib/formats/registry";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { runImport } from "@/lib/imports/commands/run-import";
import { createImportedStudy, describeStudy, findImportedStudy } from "@/lib/imports/commands/votes/imported-study";
import { resolvePrompts } from "@/lib/imports/commands/votes/resolve-prompts";
import { stageVotes } from "@/lib/imports/commands/votes/stage-votes";
import { writeRaters } from "@/lib/imports/commands/votes/write-raters";
import { writeResponses } from "@/lib/imports/commands/votes/write-responses";
import { writeVotes } from "@/lib/imports/commands/votes/write-votes";
import type { ImportFile } from "@/lib/imports/import-file";
import { type ImportedVotes, type ImportVotesOptions, importVotesSchema, type Unfinished } from "@/lib/imports/schema";
import { findOrCreateModels } from "@/lib/models/commands/find-or-create-models";
import { findNewestPromptSet } from "@/lib/prompts/queries";
import { announceVotes } from "@/lib/votes/results-version";

/**
 * Brings in a study done elsewhere, or a further file of votes of one that was: its models, prompts and raters by their
 * ids, its responses where the file carries the conversations, and each row as one vote.
 */
export async function importVotes(actor: Actor, file: ImportFile, options: ImportVotesOptions): Promise<ImportedVotes> {
  requireWriter(actor);
  const { format, study: name, set: setName, columns } = parseInput(importVotesSchema, options);
  const order = { kind: "votes" as const, format, target: name, options: { set: setName, columns } };
  let studyId: string | undefined;
  const { status, result } = await runImport<Unfinished<ImportedVotes>>(actor, order, file, async (tools) => {
    const { db, importId, bytes, refuseRepeat } = tools;
    const study = await findImportedStudy(db, actor, name);
    studyId = study.id;
    const set = setName === undefined ? null : await requireSet(actor, db, setName);
    const counts = await stageVotes(db, study.id, voteFormats[format](bytes, { columns }));
    const result = { study: name, ...counts };
    await refuseRepeat(result, set?.id);
    if (study.isNew) await createImportedStudy(db, actor, study);
    await findOrCreateModels(actor, await listStagedModels(db), db);
    await resolvePrompts(actor, db, { study, format, set });
    await writeResponses(actor, db, importId);
    await writeRaters(db, study.id);
    await writeVotes(db, study.id, importId);
    await describeStudy(db, study.id);
    return { rows: counts.votes, result };
  });
  // waited for, since the command line ends here
  if (status === "imported" && studyId) await announceVotes(studyId);
  return { status, ...result };
}

async function requireSet(actor: Actor, db: Db, name: string): Promise<{ id: string; name: string }> {
  const set = await findNewestPromptSet(actor, name, db);
  if (set) return set;
  throw new AppError("not_found", `There is no prompt set "${name}". Import its prompts first, or leave --set out.`);
}

async function listStagedModels(db: Db): Promise<string[]> {
  const models = await db.$queryRaw<{ name: string }[]>`
    SELECT first_model AS name FROM staged_votes UNION SELECT second_model FROM staged_votes`;
  return models.map(({ name }) => name);
}
