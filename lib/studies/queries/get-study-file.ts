import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";
import { type StudyFile, toStudyFile } from "@/lib/studies/study-file";

/**
 * A study's design as a file: as it was frozen, where it is open.
 *
 * @throws {AppError} not_found; conflict: it was not designed here.
 */
export async function getStudyFile(actor: Actor, name: string): Promise<StudyFile> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "read");
  requireDesigned(study);
  return toStudyFile(study.name, protocolSchema.parse(study.protocol));
}

/** @throws {AppError} conflict: votes given elsewhere, an arena, or a dry run. */
export function requireDesigned({ name, origin, kind, isDryRun }: Study): void {
  if (origin === "imported") {
    throw new AppError("conflict", `The votes of ${name} were given elsewhere, and its design is not known here.`);
  }
  if (kind === "open") throw new AppError("conflict", `${name} is an arena of the demo: it has no design of its own.`);
  if (isDryRun) throw new AppError("conflict", `${name} is a dry run. Take the study that it is a copy of.`);
}
