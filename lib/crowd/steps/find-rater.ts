import "server-only";
import type pg from "pg";
import type { RaterActor } from "@/lib/auth/actor";
import type { RaterStage } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/http/app-error";
import type { Protocol } from "@/lib/studies/schema";
import { LANGUAGES, type Language } from "@/lib/studies/session-schema";

export type FoundRater = {
  raterId: string;
  studyId: string;
  stage: RaterStage;
  language: Language;
  comprehensionFailures: number;
  status: "open" | "paused" | "closed";
  choices: Protocol["choices"];
  session: Protocol["session"];
};

/**
 * Who asks, held until the transaction ends, so that the same answer sent twice at once is taken once.
 *
 * @throws {AppError} not_signed_in.
 */
export async function findRater(client: pg.PoolClient, actor: RaterActor): Promise<FoundRater> {
  const { rows } = await client.query<Omit<FoundRater, "language"> & { language: string }>(
    `SELECT r.id AS "raterId", s.id AS "studyId", r.stage::text AS stage, r.language,
       r.comprehension_failures AS "comprehensionFailures", s.status::text AS status,
       s.protocol -> 'choices' AS choices, s.protocol -> 'session' AS session
     FROM raters r JOIN studies s ON s.id = r.study_id
     WHERE r.token_hash = $1 AND s.slug = $2 FOR NO KEY UPDATE OF r`,
    [actor.tokenHash, actor.slug],
  );
  const [found] = rows;
  if (!found) throw new AppError("not_signed_in", "This browser has not joined the study. Start from its first page.");
  const language = LANGUAGES.find((known) => known === found.language) ?? "en";
  return { ...found, session: found.session ?? undefined, language };
}
