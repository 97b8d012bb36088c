import "server-only";
import type { Prisma, Study } from "@/lib/db/generated/client";

/**
 * Takes a study out of the database with its votes and raters; prompts, models and responses are not its own, and stay.
 * Internal to commands that have authorised: the database refuses it for a study that may not go.
 *
 * @returns how many votes went.
 */
export async function removeStudy(db: Prisma.TransactionClient, { id, name }: Study): Promise<number> {
  const studyId = id;
  const ofRaters = { rater: { studyId } };
  const votes = await db.vote.deleteMany({ where: { assignment: ofRaters } });
  await db.flag.deleteMany({ where: { assignment: ofRaters } });
  await db.assignment.deleteMany({ where: ofRaters });
  await db.exclusion.deleteMany({ where: { studyId } });
  await db.rater.deleteMany({ where: { studyId } });
  await db.comparison.deleteMany({ where: { studyId } });
  // while the study is there to say that they may go
  await db.amendment.deleteMany({ where: { studyId } });
  await db.study.delete({ where: { id: studyId } });
  // else the same file, brought in again, would be taken for one that is there
  await db.import.deleteMany({ where: { kind: "votes", target: name, votes: { none: {} } } });
  return votes.count;
}
