import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import type { Role } from "@/lib/db/generated/enums";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";
import { type StopReason, stopReasonSchema } from "@/lib/studies/stop-reason";

type StudyCounts = {
  comparisons: number;
  prompts: number;
  /** Current votes on main comparisons, whoever cast them, and how many are wanted. */
  votes: number;
  votesWanted: number;
  raters: number;
};

export type StudySummary = Pick<
  Study,
  | ("id" | "name" | "status" | "template" | "origin" | "isSample" | "isDryRun")
  | ("createdAt" | "openedAt" | "publishedAt" | "archivedAt" | "deleteAfter")
> & { role: Role; counts: StudyCounts };

export type StudyDetail = StudySummary &
  Pick<Study, "slug" | "kind" | "protocolHash" | "protocolPublicAt" | "openError" | "closedAt"> & {
    protocol: Protocol;
    /** The declared rule by which it closed itself; null: it did not. */
    stop: StopReason | null;
    amendments: Amendment[];
    members: { accountId: string; name: string; email: string; role: Role }[];
  };

/** Those of the actor, the newest first; the operator's are all. `isArchived`: those put away, and no others. */
export async function listStudies(
  actor: Actor,
  { isArchived = false }: { isArchived?: boolean } = {},
): Promise<StudySummary[]> {
  const isAll = actor.kind === "operator" || actor.kind === "worker";
  if (!isAll && actor.kind !== "account") return [];
  const accountId = actor.kind === "account" ? actor.accountId : null;
  const studies = await getPrisma().study.findMany({
    where: {
      archivedAt: isArchived ? { not: null } : null,
      ...(accountId !== null && { members: { some: { accountId } } }),
    },
    orderBy: { createdAt: "desc" },
    include: { members: { where: { accountId: accountId ?? undefined } } },
  });
  const counts = await countByStudy(studies.map((study) => study.id));
  return studies.map((study) => {
    const role = accountId === null ? "owner" : (study.members[0]?.role ?? "viewer");
    return toSummary(study, role, counts.get(study.id));
  });
}

/** @throws {AppError} not_found. */
export async function getStudy(actor: Actor, name: string): Promise<StudyDetail> {
  const { study, role } = await requireStudy(getPrisma(), actor, { name }, "read");
  const counts = await countByStudy([study.id]);
  const { slug, kind, protocolHash, protocolPublicAt, openError, closedAt } = study;
  return {
    ...toSummary(study, role, counts.get(study.id)),
    ...{ slug, kind, protocolHash, protocolPublicAt, openError, closedAt },
    protocol: protocolSchema.parse(study.protocol),
    stop: study.status === "closed" ? await findStopReason(study.id) : null,
    amendments: await readAmendments(getPrisma(), study.id),
    members: await listMembers(getPrisma(), study.id),
  };
}

/** As the audit log has it. */
export async function findStopReason(studyId: string): Promise<StopReason | null> {
  const event = await getPrisma().auditEvent.findFirst({ where: { subjectId: studyId, action: "study.close" } });
  const parsed = stopReasonSchema.safeParse((event?.detail as { stop?: unknown } | undefined)?.stop);
  return parsed.success ? parsed.data : null;
}

function toSummary(study: Study, role: Role, counts: StudyCounts = NOTHING): StudySummary {
  const { id, name, status, template, origin, isSample, isDryRun } = study;
  const { createdAt, openedAt, publishedAt, archivedAt, deleteAfter } = study;
  const times = { createdAt, openedAt, publishedAt, archivedAt, deleteAfter };
  return { id, name, status, template, origin, isSample, isDryRun, ...times, role, counts };
}

const NOTHING: StudyCounts = { comparisons: 0, prompts: 0, votes: 0, votesWanted: 0, raters: 0 };

async function listMembers(db: Prisma.TransactionClient, studyId: string): Promise<StudyDetail["members"]> {
  const members = await db.studyMember.findMany({
    where: { studyId },
    orderBy: { account: { email: "asc" } },
    select: { role: true, account: { select: { id: true, name: true, email: true } } },
  });
  return members.map(({ role, account }) => ({
    accountId: account.id,
    name: account.name,
    email: account.email,
    role,
  }));
}

/** From what the comparisons carry, so that a list of studies does not count votes one by one. */
async function countByStudy(ids: string[]): Promise<Map<string, StudyCounts>> {
  const { rows } = await getPool().query<StudyCounts & { id: string }>(
    `SELECT c.study_id AS id, count(*)::int AS comparisons, count(DISTINCT c.prompt_id)::int AS prompts,
      sum(c.done)::int AS votes, sum(c.capacity)::int AS "votesWanted",
      (SELECT count(*) FROM raters r WHERE r.study_id = c.study_id AND EXISTS (
        SELECT FROM assignments a JOIN comparisons m ON m.id = a.comparison_id AND m.purpose = 'main'
        WHERE a.rater_id = r.id AND a.state = 'done'))::int AS raters
    FROM comparisons c WHERE c.study_id = ANY ($1::uuid[]) AND c.purpose = 'main' GROUP BY c.study_id`,
    [ids],
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
