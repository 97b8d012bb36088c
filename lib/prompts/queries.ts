import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import {
  CHECKS_SOURCE,
  GOLD_SOURCE,
  type PromptDetail,
  type PromptPage,
  type PromptSetSummary,
  promptTurnsSchema,
} from "@/lib/prompts/schema";

const SUMMARY = {
  id: true,
  name: true,
  version: true,
  source: true,
  isSample: true,
  promptCount: true,
  digest: true,
  createdAt: true,
} as const;

const PAGE_LENGTH = 100;

/** All sealed sets: by name, the newest version of each first. */
export async function listPromptSets(actor: Actor): Promise<PromptSetSummary[]> {
  requireReader(actor);
  return getPrisma().promptSet.findMany({
    where: { sealedAt: { not: null }, source: { not: CHECKS_SOURCE } },
    orderBy: [{ name: "asc" }, { version: "desc" }],
    select: SUMMARY,
  });
}

/** The newest version of each set whose prompts models answer: sets of gold pairs bring their responses with them. */
export async function listAnswerableSets(actor: Actor): Promise<PromptSetSummary[]> {
  const sets = (await listPromptSets(actor)).filter(({ source }) => source !== GOLD_SOURCE);
  return sets.filter((set, index) => sets.findIndex(({ name }) => name === set.name) === index);
}

/** The newest version under this name. */
export async function findNewestPromptSet(
  actor: Actor,
  name: string,
  db: Db = getPrisma(),
): Promise<PromptSetSummary | null> {
  requireReader(actor);
  return db.promptSet.findFirst({
    where: { name, sealedAt: { not: null } },
    orderBy: { version: "desc" },
    select: SUMMARY,
  });
}

/** The first version of a name that holds exactly these prompts. */
export async function findPromptSetVersion(
  actor: Actor,
  { name, digest }: { name: string; digest: string },
  db: Db = getPrisma(),
): Promise<PromptSetSummary | null> {
  requireReader(actor);
  return db.promptSet.findFirst({
    where: { name, digest, sealedAt: { not: null } },
    orderBy: { version: "asc" },
    select: SUMMARY,
  });
}

/** One prompt of a set, by the id that its file gave it. @throws {AppError} not_found. */
export async function getPrompt(
  actor: Actor,
  of: { name: string; version?: number; externalId: string },
): Promise<{ set: PromptSetSummary; prompt: PromptDetail }> {
  requireReader(actor);
  const row = await getPrisma().prompt.findFirst({
    where: {
      externalId: of.externalId,
      promptSet: { name: of.name, version: of.version, sealedAt: { not: null } },
    },
    orderBy: { promptSet: { version: "desc" } },
    select: {
      ...{ id: true, externalId: true, position: true, turns: true, category: true },
      promptSet: { select: SUMMARY },
    },
  });
  if (!row) throw new AppError("not_found", `The prompt set "${of.name}" has no prompt ${of.externalId}.`);
  const { promptSet: set, turns, ...prompt } = row;
  return { set, prompt: { ...prompt, turns: promptTurnsSchema.parse(turns) } };
}

/**
 * One set and a page of its prompts.
 *
 * @param version by default the newest.
 * @param after the position of the last prompt already seen.
 */
export async function getPromptSet(
  actor: Actor,
  { name, version }: { name: string; version?: number },
  { after = 0, limit = PAGE_LENGTH }: { after?: number; limit?: number } = {},
): Promise<PromptPage> {
  requireReader(actor);
  const set = await getPrisma().promptSet.findFirst({
    where: { name, version, sealedAt: { not: null } },
    orderBy: { version: "desc" },
    select: SUMMARY,
  });
  if (!set) throw new AppError("not_found", `There is no prompt set "${name}"${version ? ` version ${version}` : ""}.`);
  const rows = await getPrisma().prompt.findMany({
    where: { promptSetId: set.id, position: { gt: after } },
    orderBy: { position: "asc" },
    take: limit,
    select: { id: true, externalId: true, position: true, turns: true, category: true },
  });
  const prompts = rows.map((row) => ({ ...row, turns: promptTurnsSchema.parse(row.turns) }));
  const last = prompts.at(-1)?.position ?? set.promptCount;
  return { set, prompts, nextAfter: last < set.promptCount ? last : null };
}
