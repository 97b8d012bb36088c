import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { checkDraft } from "@/lib/studies/check-draft";
import { asNameTaken, writeParts } from "@/lib/studies/commands/create-study";
import { type DraftParts, isSampleStudy, mergeWishes } from "@/lib/studies/draft";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { resolveGoldSets, resolveModels, resolveSets } from "@/lib/studies/queries/resolve-parts";
import {
  type DraftChanges,
  draftChangesSchema,
  type Protocol,
  protocolSchema,
  type Wishes,
} from "@/lib/studies/schema";

/**
 * Changes a draft; what is left out stays.
 *
 * @throws {AppError} conflict: the study is no draft any more; else as `createStudy`.
 */
export async function updateDraft(actor: Actor, name: string, changes: DraftChanges): Promise<Protocol> {
  const { name: newName = name, ...wishes } = parseInput(draftChangesSchema, changes);
  try {
    return await getPrisma().$transaction(async (db) => {
      const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
      requireDraft(study);
      const before = protocolSchema.parse(study.protocol);
      const parts = await resolveParts(db, study.id, wishes);
      const protocol = mergeWishes(before, wishes, parts);
      checkDraft(protocol);
      await db.study.update({
        where: { id: study.id },
        data: { name: newName, protocol, isSample: isSampleStudy(parts), openError: null },
      });
      await writeParts(db, study.id, protocol, parts);
      const detail = { changed: Object.keys(changes) };
      await recordEvent(db, actor, { action: "study.update-draft", subjectId: study.id, detail });
      return protocol;
    });
  } catch (error) {
    throw asNameTaken(error, newName);
  }
}

function requireDraft(study: Study): void {
  if (study.status === "draft") return;
  const mend = study.status === "opening" ? "Wait until it is open." : "Make a new study to ask something else.";
  throw new AppError("conflict", `The study ${study.name} is no draft any more and cannot change. ${mend}`);
}

/** Those not named anew stay as they were, a set in its version. */
async function resolveParts(db: Prisma.TransactionClient, studyId: string, wishes: Wishes): Promise<DraftParts> {
  const byPosition = { where: { studyId }, orderBy: { position: "asc" } } as const;
  const sets = wishes.sets
    ? await resolveSets(db, wishes.sets)
    : (await db.studyPromptSet.findMany({ ...byPosition, include: { promptSet: true } })).map((row) => row.promptSet);
  const models = wishes.models
    ? await resolveModels(db, wishes.models)
    : (await db.studyModel.findMany({ ...byPosition, include: { model: true } })).map((row) => row.model);
  return { sets, models, goldSets: await resolveGoldSets(db, wishes) };
}
