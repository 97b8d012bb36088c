import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import type { FlagRequest } from "@/lib/votes/schema";

/** Notes that something is wrong with a response. Sent again, it is one flag. It takes no place and is no vote. */
export async function flagResponse(actor: RaterActor, flag: FlagRequest): Promise<void> {
  const { rows } = await getPool().query(
    `WITH mine AS (
       SELECT a.id FROM assignments a JOIN raters r ON r.id = a.rater_id JOIN studies s ON s.id = r.study_id
       WHERE a.id = $1 AND r.token_hash = $2 AND s.slug = $3
     ), flagged AS (
       INSERT INTO flags (id, assignment_id, side, reason)
       SELECT $4::uuid, id, $5::text::"Side", $6::text::"FlagReason" FROM mine ON CONFLICT DO NOTHING
     )
     SELECT id FROM mine`,
    [flag.assignmentId, actor.tokenHash, actor.slug, uuidv7(), flag.side, flag.reason],
  );
  if (rows.length === 0) throw new AppError("not_found", "This pair is not yours to judge.");
}
