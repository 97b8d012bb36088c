import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/http/app-error";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { type Preregistration, toPreregistration } from "@/lib/studies/preregistration";
import { requireDesigned } from "@/lib/studies/queries/get-study-file";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { drawDraft } from "@/lib/studies/queries/list-drawn";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";

export type FoundPreregistration = {
  name: string;
  protocol: Protocol;
  /** null: a draft. */
  protocolHash: string | null;
  /** The same for anyone, or for members only. */
  isPublic: boolean;
  /** Anyone may read the results. */
  hasResults: boolean;
  amendments: Amendment[];
  document: Preregistration;
  /** When it was frozen; of a draft, now. */
  at: Date;
};

/**
 * A study's protocol for people to read; that of a draft with what it would draw now.
 *
 * @throws {AppError} not_found; conflict: the study was not designed here.
 */
export async function getPreregistration(actor: Actor, name: string): Promise<FoundPreregistration> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  requireDesigned(study);
  return describe(study);
}

const HASH = /^[0-9a-f]{64}$/;

/**
 * The frozen protocol with this hash: for anyone once its owner made it or the results public, else for members. Studies
 * that ask the very same share a hash; the one that was opened first is told.
 *
 * @param actor null: anyone.
 * @throws {AppError} not_found.
 */
export async function getProtocolByHash(actor: Actor | null, hash: string): Promise<FoundPreregistration> {
  const readable = [{ publishedAt: { not: null } }, { protocolPublicAt: { not: null } }];
  const own = actor?.kind === "account" ? [{ members: { some: { accountId: actor.accountId } } }] : [];
  const isAll = actor?.kind === "operator" || actor?.kind === "worker";
  const study = HASH.test(hash)
    ? await getPrisma().study.findFirst({
        where: {
          ...{ protocolHash: hash, isDryRun: false, kind: "fixed", origin: "native" },
          ...(!isAll && { OR: [...readable, ...own] }),
        },
        orderBy: { openedAt: "asc" },
      })
    : null;
  if (!study) throw new AppError("not_found", "There is no protocol with this hash, or it is not public yet.");
  return describe(study);
}

async function describe(study: Study): Promise<FoundPreregistration> {
  const { id, name, protocolHash, openedAt, publishedAt, protocolPublicAt } = study;
  const db = getPrisma();
  const protocol = protocolSchema.parse(study.protocol);
  const amendments = await readAmendments(db, id);
  const drawn = protocol.frozen ?? toDrawn(await drawDraft(db, id, protocol));
  const address = protocolHash === null ? null : toAddress(protocolHash);
  const document = toPreregistration({ ...{ name, protocol, protocolHash, openedAt, address, drawn, amendments } });
  const hasResults = publishedAt !== null;
  const isPublic = hasResults || protocolPublicAt !== null;
  const found = { name, protocol, protocolHash, isPublic, hasResults, amendments, document };
  return { ...found, at: openedAt ?? new Date() };
}

function toDrawn({ comparisons, leftOut }: Awaited<ReturnType<typeof drawDraft>>) {
  return { comparisons: comparisons.length, leftOut };
}

/** With the site's name where it is known: the file is read elsewhere. */
function toAddress(hash: string): string {
  const site = getEnv().NEXTAUTH_URL;
  return site ? new URL(`/protocols/${hash}`, site).href : `/protocols/${hash}`;
}
