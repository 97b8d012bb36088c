import "server-only";
import type { Db } from "@/lib/db/long-transaction";
import { newPseudonym } from "@/lib/raters/pseudonym";

const MOST_ROUNDS = 20;

/** Makes a rater of each source that the study has not met. */
export async function writeRaters(db: Db, studyId: string): Promise<void> {
  await db.$executeRaw`
    CREATE TEMP TABLE staged_raters ON COMMIT DROP AS
    SELECT DISTINCT ON (rater_hash) rater_hash, rater_id, rater_kind, pseudonym
    FROM staged_votes ORDER BY rater_hash, line`;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    // either constraint may refuse a row: the source is known, or the pseudonym is another's
    await db.$executeRaw`
      INSERT INTO raters (id, study_id, kind, came_by, pseudonym, source_hash)
      SELECT rater_id, ${studyId}::uuid, rater_kind, 'import', pseudonym, rater_hash FROM staged_raters
      ON CONFLICT DO NOTHING`;
    const left = await db.$queryRaw<{ id: string }[]>`
      SELECT s.rater_id AS id FROM staged_raters s
      WHERE NOT EXISTS (
        SELECT FROM raters r WHERE r.study_id = ${studyId}::uuid AND r.source_hash = s.rater_hash
      )`;
    if (left.length === 0) return;
    const renamed = JSON.stringify(left.map(({ id }) => ({ id, pseudonym: newPseudonym() })));
    await db.$executeRaw`
      UPDATE staged_raters s SET pseudonym = r.pseudonym
      FROM json_to_recordset(${renamed}::json) AS r (id uuid, pseudonym text) WHERE s.rater_id = r.id`;
  }
  throw new Error("no free pseudonyms left");
}
