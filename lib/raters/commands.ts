import "server-only";
import { v7 as uuidv7 } from "uuid";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { newPseudonym } from "@/lib/raters/pseudonym";
import { newRaterToken } from "@/lib/raters/session";

/**
 * Takes a person in who came by the study's link and consents to the text of this version.
 *
 * @returns the token for their browser, shown only now.
 * @throws {AppError} not_found; conflict: the study takes no raters now, or its consent text is another by now.
 */
export async function admitRater(slug: string, consentVersion: string): Promise<{ token: string }> {
  const { token, tokenHash } = newRaterToken();
  const { rows } = await getPool().query<{ status: string; version: string; admitted: boolean }>(
    `WITH study AS (
       SELECT id, status::text, protocol -> 'consent' ->> 'version' AS version
       FROM studies WHERE slug = $1 AND origin = 'native' AND kind = 'fixed'
     ), admitted AS (
       INSERT INTO raters (id, study_id, kind, came_by, pseudonym, token_hash, consent_version, consent_at)
       SELECT $2::uuid, id, 'human', 'link', $3, $4, version, now()
       FROM study WHERE status = 'open' AND version = $5 RETURNING id
     )
     SELECT status, version, EXISTS (SELECT FROM admitted) AS admitted FROM study`,
    [slug, uuidv7(), newPseudonym(), tokenHash, consentVersion],
  );
  const study = rows[0];
  if (!study || study.status === "draft" || study.status === "opening") {
    throw new AppError("not_found", "There is no study at this address.");
  }
  if (study.admitted) return { token };
  throw new AppError(
    "conflict",
    study.status === "open"
      ? "The consent text has changed. Reload the page and read it again."
      : "This study takes no new raters now.",
  );
}
