import "server-only";
import { v7 as uuidv7 } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { checkReadiness } from "@/lib/studies/check-draft";
import type { DryRunSettings } from "@/lib/studies/dry-run";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";
import { makeSlug } from "@/lib/studies/slug";

export type DryRunCopy = { id: string; name: string };

/**
 * The study once more, as a draft under a name of its own that only simulated raters will vote in: the same sets, models
 * and members. How many raters and which seed stand in the audit log, where the report reads them.
 *
 * @throws {AppError} not_found; forbidden; conflict: votes given elsewhere, an arena, a dry run itself, or something is
 *   missing before it could open; bad_input: too many raters.
 */
export async function copyForDryRun(actor: Actor, name: string, settings: DryRunSettings): Promise<DryRunCopy> {
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { name }, "edit", { lock: true });
    if (study.origin !== "native" || study.kind !== "fixed" || study.isDryRun) {
      throw new AppError("conflict", `${name} cannot be run dry: only a study that is to be opened to raters can.`);
    }
    const protocol = { ...protocolSchema.parse(study.protocol), frozen: null };
    checkReadiness(protocol);
    const copy = { id: uuidv7(), name: await findFreeName(db, name) };
    const { template, isSample } = study;
    await db.study.create({ data: { ...copy, slug: makeSlug(), template, protocol, isSample, isDryRun: true } });
    await copyParts(db, study.id, copy.id);
    await recordEvent(db, actor, {
      action: "study.dry-run",
      subjectId: copy.id,
      detail: { of: study.id, ...settings },
    });
    return copy;
  });
}

/** Names have at most 120 characters. */
async function findFreeName(db: Prisma.TransactionClient, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const free = `${name.slice(0, 100)} (dry run ${number})`;
    if ((await db.study.count({ where: { name: free } })) === 0) return free;
  }
}

async function copyParts(db: Prisma.TransactionClient, fromId: string, studyId: string): Promise<void> {
  const where = { studyId: fromId };
  const [sets, models, members] = await Promise.all([
    db.studyPromptSet.findMany({ where }),
    db.studyModel.findMany({ where }),
    db.studyMember.findMany({ where }),
  ]);
  await db.studyPromptSet.createMany({ data: sets.map((row) => ({ ...row, studyId })) });
  await db.studyModel.createMany({ data: models.map((row) => ({ ...row, studyId })) });
  await db.studyMember.createMany({ data: members.map((row) => ({ ...row, studyId })) });
}
