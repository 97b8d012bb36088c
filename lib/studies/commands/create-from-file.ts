import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { parseInput } from "@/lib/http/parse-input";
import { checkDraft } from "@/lib/studies/check-draft";
import { asNameTaken, type CreatedStudy, requireMaker, writeDraft } from "@/lib/studies/commands/create-study";
import type { DraftParts } from "@/lib/studies/draft";
import { sortPairs } from "@/lib/studies/pairs";
import { resolveExactly } from "@/lib/studies/queries/resolve-exactly";
import type { Protocol } from "@/lib/studies/schema";
import { type StudyFile, studyFileSchema, toDraftProtocol } from "@/lib/studies/study-file";

/**
 * A draft of a study that was designed elsewhere, or written by hand. Sets must be the same to the last character;
 * what is missing is told all at once, by name and digest, and nothing is made.
 *
 * @throws {AppError} bad_input; conflict: the name is taken; forbidden.
 */
export async function createStudyFromFile(actor: Actor, given: StudyFile): Promise<CreatedStudy> {
  requireMaker(actor);
  const file = parseInput(studyFileSchema, given);
  const { name, template } = file;
  try {
    return await getPrisma().$transaction(async (db) => {
      const parts = await resolveExactly(db, file);
      const protocol = toProtocol(file, parts);
      checkDraft(protocol);
      const study = await writeDraft(db, actor, { name, protocol }, parts);
      const detail = { name, template, from: "file" };
      await recordEvent(db, actor, { action: "study.create", subjectId: study.id, detail });
      return study;
    });
  } catch (error) {
    throw asNameTaken(error, name);
  }
}

/** With the versions that the sets have here. */
function toProtocol(file: StudyFile, { sets, goldSets }: DraftParts): Protocol {
  const protocol = toDraftProtocol(file);
  const { models, reference, session } = protocol;
  return {
    ...protocol,
    promptSets: sets.map(({ name, version, digest }) => ({ name, version, digest })),
    pairs: sortPairs(protocol.pairs, models, reference),
    ...(session && { session: { ...session, goldSets: goldSets ?? [] } }),
  };
}
