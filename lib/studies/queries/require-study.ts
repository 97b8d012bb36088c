import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import type { Role } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/http/app-error";
import { mayDo, neededRole, type StudyDeed } from "@/lib/studies/policy";

/** A study is known to people by its name, to jobs by its id. */
export type StudyKey = { name: string } | { id: string };
export type StudyAccess = { study: Study; role: Role };

/**
 * The study, and what the actor is in it. The operator and the worker stand as owners.
 *
 * @param options.lock holds the row until the transaction ends, so that two commands on one study go one after the other.
 * @throws {AppError} not_found: no such study, or not theirs; forbidden: theirs, but not for this.
 */
export async function requireStudy(
  db: Prisma.TransactionClient,
  actor: Actor,
  key: StudyKey,
  deed: StudyDeed,
  options: { lock?: boolean } = {},
): Promise<StudyAccess> {
  if (options.lock) await lockStudy(db, key);
  const study = "id" in key ? await db.study.findUnique({ where: key }) : await db.study.findUnique({ where: key });
  const role = study && (await findRole(db, actor, study.id));
  if (!study || !role)
    throw new AppError("not_found", `There is no study ${"name" in key ? key.name : "with this id"}.`);
  if (!mayDo(role, deed)) throw new AppError("forbidden", `Only ${neededRole(deed)} may do this.`);
  return { study, role };
}

async function lockStudy(db: Prisma.TransactionClient, key: StudyKey): Promise<void> {
  if ("id" in key) await db.$queryRaw`SELECT "id" FROM "studies" WHERE "id" = ${key.id}::uuid FOR UPDATE`;
  else await db.$queryRaw`SELECT "id" FROM "studies" WHERE "name" = ${key.name} FOR UPDATE`;
}

async function findRole(db: Prisma.TransactionClient, actor: Actor, studyId: string): Promise<Role | null> {
  if (actor.kind === "operator" || actor.kind === "worker") return "owner";
  if (actor.kind !== "account") return null;
  const key = { studyId_accountId: { studyId, accountId: actor.accountId } };
  const member = await db.studyMember.findUnique({ where: key });
  return member?.role ?? null;
}
