import "server-only";
import type pg from "pg";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { toAmendment } from "@/lib/studies/to-amendment";

/**
 * A study's amendments, in their order.
 *
 * @throws {AppError} not_found.
 */
export async function listAmendments(actor: Actor, name: string): Promise<Amendment[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  return readAmendments(getPrisma(), study.id);
}

/** The same of a study that the caller may read. */
export async function readAmendments(db: Prisma.TransactionClient, studyId: string): Promise<Amendment[]> {
  const rows = await db.amendment.findMany({ where: { studyId }, orderBy: { number: "asc" } });
  return rows.map(toAmendment);
}

/** The same on the connection of a transaction of raw SQL: waiting there for a second one, ten at once would wait for ever. */
export async function readAmendmentsOn(client: Pick<pg.PoolClient, "query">, studyId: string): Promise<Amendment[]> {
  const { rows } = await client.query(
    `SELECT number, kind::text AS kind, reason, change, previous_hash AS "previousHash", hash, created_at AS "createdAt"
     FROM amendments WHERE study_id = $1 ORDER BY number`,
    [studyId],
  );
  return rows.map(toAmendment);
}
