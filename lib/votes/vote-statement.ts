import { leaseStatements } from "@/lib/assignments/lease-statement";

/**
 * Records a vote and leases the next pair, in one statement and so in one transaction. Parameters after the lease's
 * five: $6 id of the vote, $7 revision, $8 choice, $9 reason, $10 layout, $11 decision ms, $12 visible ms, $13 strength,
 * $14 criteria, $15 flaws.
 *
 * The assignment is locked first, so that a vote sent twice at once queues up behind itself and reads `next_revision` as
 * the first left it. A vote on a lease that ran out still counts while its place is free.
 */
export const VOTE_STATEMENTS = leaseStatements("vote", {
  judged: `verdict AS MATERIALIZED (
  SELECT a.id, a.comparison_id, a.first_is_a, a.is_repeat, me.stage, a.state = 'done' AS done,
    a.state = 'open' AND NOT ($7::int = a.next_revision AND (me.choices ? $8::text OR $8::text = 'cannot_judge')) AS stays,
    CASE
    WHEN $7::int < a.next_revision THEN 'repeated'
    WHEN $7::int > a.next_revision OR a.state IN ('done', 'released') THEN 'conflict'
    WHEN NOT (me.choices ? $8::text OR $8::text = 'cannot_judge') THEN 'not_offered'
    WHEN a.state = 'open' THEN 'recorded'
    ELSE 'late' END AS verdict
  FROM assignments a JOIN me ON a.rater_id = me.rater_id
  WHERE a.id = $5::uuid
  FOR NO KEY UPDATE OF a
),`,
  accepted: `accepted AS MATERIALIZED (
  SELECT v.* FROM verdict v JOIN locked l ON l.id = v.comparison_id
  WHERE v.verdict = 'recorded'
    OR v.verdict = 'late' AND v.stage = 'rating' AND (v.is_repeat OR l.open + l.done < l.capacity)
),`,
  written: `,
voted AS (
  INSERT INTO votes (id, assignment_id, revision, choice, reason, decision_ms, visible_ms, strength, criteria, flaws,
    created_at)
  SELECT $6::uuid, v.id, $7::int, $8::text::"Choice", $9::text, $11::int, $12::int, $13::int, $14::jsonb, $15::jsonb,
    now()
  FROM accepted v JOIN moved ON moved.id = v.comparison_id
),
answered AS (
  UPDATE assignments a SET state = 'done', next_revision = $7::int + 1, layout = $10::text::"Layout", lease_until = NULL,
    answered_at = now(), shown_at = GREATEST(a.served_at, now() - make_interval(secs => $11::int / 1000.0))
  FROM accepted v JOIN moved ON moved.id = v.comparison_id
  WHERE a.id = v.id
)`,
  outcome: `(SELECT CASE WHEN v.verdict = 'late' THEN
      CASE WHEN EXISTS (SELECT FROM accepted) THEN 'recorded' ELSE 'taken_back' END
    ELSE v.verdict END FROM verdict v)`,
});
