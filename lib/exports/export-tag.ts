import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { readBuild } from "@/lib/env";
import type { ExportOptions } from "@/lib/exports/schema";
import { log } from "@/lib/log";
import { canonicalJson } from "@/lib/studies/canonical-json";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { readVersion } from "@/lib/votes/results-version";

/**
 * What an export is known by without being written: equal tags are equal files. To be asked for before the export is opened, so that
 * a vote that comes in between is in the file and not in the tag, and the file is loaded again; never the other way round.
 *
 * @returns hex; null: Redis is away, and nobody can say whether votes came in.
 * @throws {AppError} not_found.
 */
export async function findExportTag(actor: Actor, studyName: string, options: ExportOptions): Promise<string | null> {
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "read");
  try {
    const [version, amendments, flags] = await Promise.all([
      readVersion(study.id),
      readAmendments(getPrisma(), study.id),
      countFlags(study.id),
    ]);
    const amended = amendments.at(-1)?.hash ?? null;
    const facts = {
      study: study.name,
      protocol: study.protocolHash,
      amended,
      version,
      flags,
      options,
      build: readBuild(),
    };
    return createHash("sha256").update(canonicalJson(facts)).digest("hex");
  } catch (error) {
    log.warn({ reason: (error as Error).message }, "an export goes out without a tag");
    return null;
  }
}

/** A flag is in the vote table and moves no result, so that the version does not know of it. None is ever taken back. */
async function countFlags(studyId: string): Promise<number> {
  const { rows } = await getPool().query<{ flags: number }>(
    `SELECT count(*)::int AS flags FROM flags f JOIN assignments a ON a.id = f.assignment_id
     JOIN raters r ON r.id = a.rater_id WHERE r.study_id = $1`,
    [studyId],
  );
  return rows[0]?.flags ?? 0;
}
