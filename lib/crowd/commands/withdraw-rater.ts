import "server-only";
import { releasePlaces } from "@/lib/assignments/commands/release-places";
import type { RaterActor } from "@/lib/auth/actor";
import { markSubmitted } from "@/lib/crowd/ways/find-ending";
import { inTransaction } from "@/lib/db/in-transaction";
import { AppError } from "@/lib/http/app-error";
import { announceVotes } from "@/lib/votes/results-version";

/**
 * Takes all of a rater's votes back: they are in no result and no release from now on, and their places are others'. Sent
 * again it changes nothing. Their pay is not touched.
 *
 * @throws {AppError} not_signed_in; conflict: the results have been published.
 */
export async function withdrawRater(actor: RaterActor): Promise<void> {
  const studyId = await inTransaction(async (client) => {
    const { rows } = await client.query<{ raterId: string; studyId: string; stage: string; isPublished: boolean }>(
      `SELECT r.id AS "raterId", s.id AS "studyId", r.stage::text AS stage, s.published_at IS NOT NULL AS "isPublished"
       FROM raters r JOIN studies s ON s.id = r.study_id WHERE r.token_hash = $1 AND s.slug = $2 FOR NO KEY UPDATE OF r`,
      [actor.tokenHash, actor.slug],
    );
    const [rater] = rows;
    if (!rater)
      throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
    if (rater.stage !== "withdrawn") {
      if (rater.isPublished) {
        throw new AppError("conflict", "The results have been published: votes can no longer be taken back.");
      }
      await releasePlaces(client, rater.raterId);
      await client.query(
        `UPDATE raters SET stage = 'withdrawn', ended_at = coalesce(ended_at, now()), demographics = NULL,
           blindness = NULL, feedback = NULL WHERE id = $1`,
        [rater.raterId],
      );
      await markSubmitted(client, rater.raterId);
    }
    return rater.studyId;
  });
  await announceVotes(studyId);
}
