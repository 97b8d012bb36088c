import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";

/** A rater of a made study who is already at the pairs, for tests. */
export async function addRater({ studyId, slug }: { studyId: string; slug: string }): Promise<RaterActor> {
  const tokenHash = randomBytes(32);
  await getPool().query(
    `INSERT INTO raters (id, study_id, came_by, pseudonym, token_hash) VALUES ($1, $2, 'link', $3, $4)`,
    [uuidv7(), studyId, randomBytes(8).toString("hex"), tokenHash],
  );
  return { kind: "rater", slug, tokenHash };
}
