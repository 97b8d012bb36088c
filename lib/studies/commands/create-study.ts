import "server-only";
import { v7 as uuidv7 } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { checkDraft } from "@/lib/studies/check-draft";
import { type DraftParts, isSampleStudy, mergeWishes } from "@/lib/studies/draft";
import { mayCreateStudies } from "@/lib/studies/policy";
import { resolveGoldSets, resolveModels, resolveSets } from "@/lib/studies/queries/resolve-parts";
import { type CreateStudyInput, createStudySchema, type Protocol, type Wishes } from "@/lib/studies/schema";
import { makeSlug } from "@/lib/studies/slug";
import { getTemplate, type TemplateName } from "@/lib/studies/templates/registry";

export type CreatedStudy = { id: string; name: string; slug: string; protocol: Protocol };

/**
 * A draft. Sets and models may be left for later; what is named must exist. The account that makes it owns it; where
 * the operator does, each owner of the installation owns it.
 *
 * @throws {AppError} bad_input, with what there is to choose from; conflict: the name is taken; forbidden.
 */
export async function createStudy(actor: Actor, input: CreateStudyInput): Promise<CreatedStudy> {
  requireMaker(actor);
  const { name, template, ...wishes } = parseInput(createStudySchema, input);
  try {
    return await getPrisma().$transaction(async (db) => {
      const parts = await resolveParts(db, wishes);
      const protocol = makeProtocol(template, wishes, parts);
      const study = await writeDraft(db, actor, { name, protocol }, parts);
      await recordEvent(db, actor, { action: "study.create", subjectId: study.id, detail: { name, template } });
      return study;
    });
  } catch (error) {
    throw asNameTaken(error, name);
  }
}

/** The row of a new draft with what it uses, and its first owners. */
export async function writeDraft(
  db: Prisma.TransactionClient,
  actor: Actor,
  { name, protocol }: { name: string; protocol: Protocol },
  parts: DraftParts,
): Promise<CreatedStudy> {
  const { template } = protocol;
  const study = { id: uuidv7(), name, slug: makeSlug(), template, protocol, isSample: isSampleStudy(parts) };
  await db.study.create({ data: study });
  await writeParts(db, study.id, protocol, parts);
  await db.studyMember.createMany({ data: await listFirstOwners(db, actor, study.id) });
  return { id: study.id, name, slug: study.slug, protocol };
}

/** @throws {AppError} forbidden. */
export function requireMaker(actor: Actor): void {
  if (actor.kind === "operator" || (actor.kind === "account" && mayCreateStudies(actor.role))) return;
  throw new AppError("forbidden", "Only an editor or owner of the installation may make a study.");
}

async function resolveParts(db: Prisma.TransactionClient, wishes: Wishes): Promise<DraftParts> {
  const sets = await resolveSets(db, wishes.sets ?? []);
  return { sets, models: await resolveModels(db, wishes.models ?? []), goldSets: await resolveGoldSets(db, wishes) };
}

function makeProtocol(template: TemplateName, wishes: Wishes, parts: DraftParts): Protocol {
  const empty = { promptSets: [], models: [], reference: null, pairs: [], frozen: null };
  const protocol = mergeWishes({ ...getTemplate(template), ...empty }, wishes, parts);
  checkDraft(protocol);
  return protocol;
}

async function listFirstOwners(db: Prisma.TransactionClient, actor: Actor, studyId: string) {
  if (actor.kind === "account") return [{ studyId, accountId: actor.accountId, role: "owner" as const }];
  const owners = await db.account.findMany({ where: { role: "owner" }, select: { id: true } });
  return owners.map(({ id }) => ({ studyId, accountId: id, role: "owner" as const }));
}

/** The rows beside the protocol by which the database knows what the study uses. */
export async function writeParts(
  db: Prisma.TransactionClient,
  studyId: string,
  protocol: Protocol,
  parts: DraftParts,
): Promise<void> {
  await db.studyPromptSet.deleteMany({ where: { studyId } });
  await db.studyModel.deleteMany({ where: { studyId } });
  await db.studyPromptSet.createMany({
    data: parts.sets.map(({ id }, position) => ({ studyId, promptSetId: id, position })),
  });
  await db.studyModel.createMany({
    data: parts.models.map(({ id, name }, position) => ({
      studyId,
      modelId: id,
      position,
      isReference: name === protocol.reference,
    })),
  });
}

export function asNameTaken(error: unknown, name: string): unknown {
  const taken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  return taken ? new AppError("conflict", `There is a study called ${name} already. Choose another name.`) : error;
}
