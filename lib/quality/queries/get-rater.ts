import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { listReviews, type RaterReview } from "@/lib/quality/queries/list-reviews";

export type RaterVote = {
  votedAt: Date;
  /** The rater's how-manieth pair; null: imported. */
  trialIndex: number | null;
  purpose: "main" | "practice" | "gold" | "attention" | "withdrawn" | "repeat";
  promptSet: string;
  promptPosition: number;
  choice: "first" | "second" | "tie" | "both_bad" | "cannot_judge";
  /** Of checks: what should be chosen, from where the rater sat. */
  expected: "first" | "second" | "tie" | null;
  /** Of repeats: what they chose before, from where they sat the second time. */
  before: RaterVote["choice"] | null;
  decisionMs: number | null;
};

export type RaterDetail = RaterReview & { timeline: RaterVote[] };

/**
 * One rater of a study with all that was found, and their current votes in the order in which they were cast.
 *
 * @throws {AppError} not_found.
 */
export async function getRater(actor: Actor, name: string, pseudonym: string): Promise<RaterDetail> {
  const review = (await listReviews(actor, name)).find((one) => one.pseudonym === pseudonym);
  if (!review) throw new AppError("not_found", `There is no rater ${pseudonym} in ${name}.`);
  const { rows } = await getPool().query<RaterVote>(
    `SELECT v.created_at AS "votedAt", a.trial_index AS "trialIndex",
       CASE WHEN a.is_repeat THEN 'repeat' ELSE c.purpose::text END AS purpose, ps.name AS "promptSet",
       p.position AS "promptPosition", v.choice::text AS choice, v.decision_ms AS "decisionMs",
       CASE WHEN c.expected = 'tie' THEN 'tie' WHEN (c.expected = 'a') = a.first_is_a THEN 'first'
         WHEN c.expected IS NOT NULL THEN 'second' END AS expected,
       CASE WHEN b.choice IN ('first', 'second') AND b.first_is_a <> a.first_is_a
         THEN CASE b.choice WHEN 'first' THEN 'second' ELSE 'first' END ELSE b.choice::text END AS before
     FROM raters r JOIN studies s ON s.id = r.study_id JOIN assignments a ON a.rater_id = r.id
     JOIN comparisons c ON c.id = a.comparison_id JOIN prompts p ON p.id = c.prompt_id
     JOIN prompt_sets ps ON ps.id = p.prompt_set_id
     JOIN LATERAL (SELECT * FROM votes WHERE assignment_id = a.id ORDER BY revision DESC LIMIT 1) v
       ON v.choice <> 'withdrawn'
     LEFT JOIN LATERAL (
       SELECT w.choice, o.first_is_a FROM assignments o JOIN votes w ON w.assignment_id = o.id
       WHERE a.is_repeat AND o.rater_id = a.rater_id AND o.comparison_id = a.comparison_id AND NOT o.is_repeat
         AND w.choice <> 'withdrawn'
       ORDER BY w.revision DESC LIMIT 1
     ) b ON true
     WHERE s.name = $1 AND r.pseudonym = $2 ORDER BY a.trial_index, v.created_at`,
    [name, pseudonym],
  );
  return { ...review, timeline: rows };
}
