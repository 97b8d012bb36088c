import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { parseInput } from "@/lib/http/parse-input";
import { amendProtocol } from "@/lib/studies/amend-protocol";
import { asNameTaken, type CreatedStudy, requireMaker, writeDraft } from "@/lib/studies/commands/create-study";
import { requireDesigned } from "@/lib/studies/queries/get-study-file";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema, studyNameSchema } from "@/lib/studies/schema";

/**
 * The same design as a new draft, of whoever makes it: sets in the same versions, and no rater, vote or member of the
 * other. Whoever may read a study may ask again what it asked.
 *
 * @throws {AppError} not_found; forbidden; bad_input; conflict: the name is taken, or the study was not designed here.
 */
export async function duplicateStudy(actor: Actor, name: string, newName: string): Promise<CreatedStudy> {
  requireMaker(actor);
  const copyName = parseInput(studyNameSchema, newName);
  try {
    return await getPrisma().$transaction(async (db) => {
      const { study } = await requireStudy(db, actor, { name }, "read");
      requireDesigned(study);
      const byPosition = { where: { studyId: study.id }, orderBy: { position: "asc" } } as const;
      const sets = await db.studyPromptSet.findMany({ ...byPosition, include: { promptSet: true } });
      const models = await db.studyModel.findMany({ ...byPosition, include: { model: true } });
      const parts = { sets: sets.map((row) => row.promptSet), models: models.map((row) => row.model) };
      // a text that was mended is copied as it is now
      const now = amendProtocol(protocolSchema.parse(study.protocol), await readAmendments(db, study.id));
      const protocol = { ...now, frozen: null };
      const copy = await writeDraft(db, actor, { name: copyName, protocol }, parts);
      const detail = { name: copyName, of: study.id };
      await recordEvent(db, actor, { action: "study.duplicate", subjectId: copy.id, detail });
      return copy;
    });
  } catch (error) {
    throw asNameTaken(error, copyName);
  }
}
