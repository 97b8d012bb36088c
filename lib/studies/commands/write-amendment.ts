import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { Prisma, type Study } from "@/lib/db/generated/client";
import { AppError } from "@/lib/http/app-error";
import { hashAmendment } from "@/lib/studies/amend-protocol";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { readAmendments } from "@/lib/studies/queries/list-amendments";

type Change = Amendment extends infer Each ? (Each extends Amendment ? Pick<Each, "kind" | "change"> : never) : never;

/** @throws {AppError} conflict: there is no frozen protocol to amend, or the study is to be deleted. */
export function requireAmendable({ name, kind, origin, protocolHash, deleteAfter }: Study): void {
  if (deleteAfter) throw new AppError("conflict", `${name} is to be deleted. Take that back before you amend it.`);
  if (kind === "fixed" && origin === "native" && protocolHash !== null) return;
  const why = kind === "open" ? "an arena" : origin === "imported" ? "imported" : "a draft: change it as it is";
  throw new AppError("conflict", `${name} has no frozen protocol to amend: it is ${why}.`);
}

/**
 * Adds one amendment to the chain of a study whose row the caller holds.
 *
 * @throws {AppError} conflict: another was made at the same moment.
 */
export async function writeAmendment(
  db: Prisma.TransactionClient,
  actor: Actor,
  study: Study,
  { reason, ...what }: Change & { reason: string },
): Promise<Amendment> {
  const before = await readAmendments(db, study.id);
  const at = new Date();
  const next = {
    ...what,
    reason,
    number: before.length + 1,
    previousHash: before.at(-1)?.hash ?? study.protocolHash ?? "",
    at: at.toISOString(),
  };
  const amendment = { ...next, hash: hashAmendment(next as Omit<Amendment, "hash">) } as Amendment;
  const { number, kind, change, previousHash, hash } = amendment;
  try {
    await db.amendment.create({
      data: {
        ...{ number, kind, reason, change, previousHash, hash, createdAt: at, studyId: study.id },
        madeById: actor.kind === "account" ? actor.accountId : null,
      },
    });
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    if (!isTaken) throw error;
    throw new AppError("conflict", `Amendment ${number} was made at the same moment. Look at it, then try again.`);
  }
  await recordEvent(db, actor, { action: "study.amend", subjectId: study.id, detail: { number, kind, hash } });
  return amendment;
}
