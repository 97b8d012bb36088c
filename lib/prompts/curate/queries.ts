import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import type { Prisma } from "@/lib/db/generated/client";
import type { Db } from "@/lib/db/long-transaction";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { cardCorpusSchema, cardSourceSchema, promptSetCardSchema } from "@/lib/prompts/card";
import { countSteps, isKept } from "@/lib/prompts/curate/count-steps";
import { curationOptionsSchema } from "@/lib/prompts/curate/options";
import type { DroppingStep } from "@/lib/prompts/curate/query";
import type {
  CurationDetail,
  CurationSummary,
  PromptSetCardDetail,
  QueryFilter,
  QueryPage,
} from "@/lib/prompts/curate/schema";
import { hashCard } from "@/lib/prompts/hash-card";
import { promptTurnsSchema } from "@/lib/prompts/schema";

const WITH_VERSIONS = {
  sets: { where: { sealedAt: { not: null } }, orderBy: { version: "desc" }, select: { version: true } },
} as const satisfies Prisma.CurationInclude;
const PAGE_LENGTH = 50;

/** All curations, the newest first. */
export async function listCurations(actor: Actor): Promise<CurationSummary[]> {
  requireReader(actor);
  const rows = await getPrisma().curation.findMany({ include: WITH_VERSIONS, orderBy: { id: "desc" }, take: 200 });
  return rows.map(toSummary);
}

/** One curation with its counts. @throws {AppError} not_found. */
export async function getCuration(actor: Actor, id: string, db: Db = getPrisma()): Promise<CurationDetail> {
  requireReader(actor);
  const row =
    z.uuid().safeParse(id).success && (await db.curation.findUnique({ where: { id }, include: WITH_VERSIONS }));
  if (!row) throw new AppError("not_found", `There is no curation ${id}. See: prompts curations`);
  const queries = (
    await db.curatedQuery.findMany({
      where: { curationId: id },
      select: { droppedBy: true, byHand: true },
      orderBy: { position: "asc" },
    })
  ).map(({ droppedBy, byHand }) => ({
    dropped: droppedBy === null ? null : { step: droppedBy as DroppingStep, reason: "", evidence: null },
    byHand: byHand as "kept" | "dropped" | null,
  }));
  const cleaned = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM curated_queries WHERE curation_id = ${id}::uuid AND original IS NOT NULL`;
  return {
    ...toSummary(row),
    corpora: z.array(cardCorpusSchema).parse(row.corpora),
    options: curationOptionsSchema.parse(row.options),
    steps: countSteps(queries),
    kept: queries.filter(isKept).length,
    droppedByHand: queries.filter(({ byHand }) => byHand === "dropped").length,
    cleaned: cleaned[0]?.count ?? 0,
  };
}

/** Queries of a curation, in the raw file's order. */
export async function listCuratedQueries(
  actor: Actor,
  curationId: string,
  { show, after = 0, limit = PAGE_LENGTH }: { show: QueryFilter; after?: number; limit?: number },
): Promise<QueryPage> {
  requireReader(actor);
  const rows = await getPrisma().curatedQuery.findMany({
    where: { curationId, position: { gt: after }, ...whereOf(show) },
    orderBy: { position: "asc" },
    take: limit + 1,
    omit: { id: true, curationId: true },
  });
  const queries = rows.slice(0, limit).map((row) => ({
    ...row,
    turns: promptTurnsSchema.parse(row.turns),
    original: promptTurnsSchema.nullable().parse(row.original),
    byHand: row.byHand as "kept" | "dropped" | null,
  }));
  return { queries, nextAfter: rows.length > limit ? (queries.at(-1)?.position ?? null) : null };
}

function whereOf(show: QueryFilter): Prisma.CuratedQueryWhereInput {
  if (show === "by-hand") return { byHand: { not: null } };
  if (show === "kept") return { OR: [{ byHand: "kept" }, { byHand: null, droppedBy: null }] };
  if (show === "dropped") return { OR: [{ byHand: "dropped" }, { byHand: null, droppedBy: { not: null } }] };
  return { droppedBy: show };
}

function toSummary(row: Prisma.CurationGetPayload<{ include: typeof WITH_VERSIONS }>): CurationSummary {
  const { id, setName, createdAt, sets } = row;
  const source = cardSourceSchema.parse(row.source);
  return { id, setName, source, createdAt, versions: sets.map(({ version }) => version) };
}

/** The card of a sealed set; null: it was imported as it was. @throws {AppError} not_found. */
export async function getPromptSetCard(
  actor: Actor,
  { name, version }: { name: string; version?: number },
): Promise<PromptSetCardDetail> {
  requireReader(actor);
  const set = await getPrisma().promptSet.findFirst({
    where: { name, version, sealedAt: { not: null } },
    orderBy: { version: "desc" },
    select: { version: true, digest: true, promptCount: true, card: true, curationId: true },
  });
  if (!set) throw new AppError("not_found", `There is no prompt set "${name}"${version ? ` version ${version}` : ""}.`);
  const card = promptSetCardSchema.nullable().parse(set.card);
  return { ...set, name, card, cardHash: card && hashCard(card, set.digest) };
}
