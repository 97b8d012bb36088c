import { BY_DESIGN } from "@/lib/assignments/choose-by-design";
import { PLAINLY } from "@/lib/assignments/choose-plainly";
import type { ChoosingName } from "@/lib/assignments/find-choosing";
import { type Choosing, LOCKED, SEEN } from "@/lib/assignments/lease-parts";

/**
 * The scheduler, as one SQL statement that a vote can ride on: choose a comparison for a rater, and take a place in it.
 *
 * READ COMMITTED. The choice is made on the statement's snapshot, and its probability recorded; then the rows that
 * change are locked in the order of their ids (so that two raters cannot wait for each other), and the place is taken
 * only if the row as it is now still has one. A lost race yields no lease, and the caller runs the statement again.
 *
 * Parameters: $1 token hash, $2 slug, $3 id of the new assignment, $4 version of the renderer, $5 id of the assignment
 * voted on or null; a vote adds its own after these. Where a request of the same rater at the same moment has taken the
 * next trial index, the statement fails with a unique violation, whole, and may be run again.
 */
export type RidingVote = {
  /** Ends in a comma: `verdict`, the vote judged; `stays`: its assignment remains open; `done`: it was so before. */
  judged: string;
  /** Ends in a comma: `accepted (id, comparison_id, verdict, first_is_a, is_repeat)`, from `verdict` and `locked`. */
  accepted: string;
  /** Starts with a comma: what is written where a vote was accepted and its comparison `moved`. */
  written: string;
  /** The vote's outcome, as an expression. */
  outcome: string;
};

export const NO_VOTE: RidingVote = {
  judged:
    "verdict AS (SELECT NULL::uuid AS comparison_id, NULL::text AS verdict, false AS stays, false AS done WHERE false),",
  accepted:
    "accepted AS (SELECT NULL::uuid AS comparison_id, NULL::text AS verdict, false AS first_is_a, false AS is_repeat WHERE false),",
  written: "",
  outcome: "NULL",
};

/**
 * First and second are balanced within a comparison before all; then, for this rater, the model that has stood first
 * less often stands first; then a coin.
 */
const LEASE = `leased AS MATERIALIZED (
  SELECT l.*, p.propensity, p.is_repeat, COALESCE(
    (SELECT seen.first_is_a <> p.is_repeat FROM seen WHERE seen.comparison_id = l.id AND NOT seen.is_repeat),
    CASE WHEN 2 * l.first_a <> l.open + l.done THEN 2 * l.first_a < l.open + l.done
      WHEN lean.a <> lean.b THEN lean.a < lean.b
      ELSE random() < 0.5 END
  ) AS first_is_a
  FROM pick p JOIN locked l ON l.id = p.id
  CROSS JOIN LATERAL (
    SELECT
      COALESCE(sum(CASE WHEN seen.model_a_id = l.model_a_id AND seen.first_is_a
        OR seen.model_b_id = l.model_a_id AND NOT seen.first_is_a THEN 1
        WHEN l.model_a_id IN (seen.model_a_id, seen.model_b_id) THEN -1 ELSE 0 END), 0) AS a,
      COALESCE(sum(CASE WHEN seen.model_a_id = l.model_b_id AND seen.first_is_a
        OR seen.model_b_id = l.model_b_id AND NOT seen.first_is_a THEN 1
        WHEN l.model_b_id IN (seen.model_a_id, seen.model_b_id) THEN -1 ELSE 0 END), 0) AS b
    FROM seen WHERE seen.state <> 'expired'
  ) lean
  -- an amendment may have taken it out since it was chosen
  WHERE l.purpose <> 'withdrawn' AND (p.is_repeat OR l.open + l.done < l.capacity)
),
-- a CTE of its own: where a row was changed meanwhile, the database looks at the new one again beside what it had here; a
-- UNION within the UPDATE it would compute anew, and not find the row in it
moves AS MATERIALIZED (
  -- a repeat takes no place
  SELECT id, (NOT is_repeat)::int AS open, 0 AS done, (first_is_a AND NOT is_repeat)::int AS first_a FROM leased
  UNION ALL
  SELECT comparison_id, CASE WHEN verdict = 'recorded' AND NOT is_repeat THEN -1 ELSE 0 END, (NOT is_repeat)::int,
    (verdict = 'late' AND first_is_a AND NOT is_repeat)::int FROM accepted
),
moved AS (
  UPDATE comparisons c SET open = c.open + d.open, done = c.done + d.done, first_a = c.first_a + d.first_a
  FROM moves d WHERE c.id = d.id AND c.open + c.done + d.open + d.done <= c.capacity
  RETURNING c.id
),
given AS (
  INSERT INTO assignments AS a
    (id, rater_id, comparison_id, occasion, is_repeat, state, first_is_a, propensity, trial_index, served_at, lease_until)
  SELECT $3::uuid, me.rater_id, leased.id, leased.is_repeat::int, leased.is_repeat, 'open', leased.first_is_a, leased.propensity,
    (SELECT COALESCE(max(trial_index), 0) + 1 FROM seen), now(), now() + make_interval(mins => me.lease_minutes)
  FROM leased JOIN moved ON moved.id = leased.id CROSS JOIN me
  ON CONFLICT (rater_id, comparison_id, occasion) DO UPDATE
    SET state = 'open', propensity = EXCLUDED.propensity, trial_index = EXCLUDED.trial_index,
      served_at = EXCLUDED.served_at, lease_until = EXCLUDED.lease_until
    WHERE a.state = 'expired'
  RETURNING a.id, a.trial_index, a.next_revision
)`;

/** The columns of `LeaseRow`. */
function answer(outcome: string): string {
  return `SELECT me.status, me.stage, me.study_id AS "studyId", me.rater_id AS "raterId", me.is_reviewed AS "isReviewed",
  ${outcome} AS outcome, me.lease_minutes AS "leaseMinutes",
  EXISTS (SELECT FROM pick) AND NOT EXISTS (SELECT FROM given) AS lost,
  (SELECT count(*) FROM seen
    WHERE seen.state = 'done' AND seen.purpose <> 'practice' AND seen.id IS DISTINCT FROM $5::uuid)::int
    + (SELECT count(*) FROM verdict WHERE done OR EXISTS (SELECT FROM accepted))::int AS done,
  (SELECT array_agg(seen.id ORDER BY seen.trial_index) FROM seen
    WHERE CASE WHEN seen.id = $5 THEN EXISTS (SELECT FROM verdict WHERE stays) ELSE seen.state = 'open' END) AS held,
  (SELECT json_build_object(
    'assignmentId', given.id, 'trialIndex', given.trial_index, 'revision', given.next_revision,
    'prompt', (SELECT json_agg(p.html ORDER BY p.turn) FROM rendered_prompts p
      WHERE p.prompt_id = l.prompt_id AND p.renderer_version = $4 AND (l.turn IS NULL OR p.turn <= l.turn)),
    'first', (SELECT json_agg(r.html ORDER BY r.turn) FROM rendered_responses r
      WHERE r.response_id = CASE WHEN l.first_is_a THEN l.response_a_id ELSE l.response_b_id END
        AND r.renderer_version = $4 AND (l.turn IS NULL OR r.turn <= l.turn)),
    'second', (SELECT json_agg(r.html ORDER BY r.turn) FROM rendered_responses r
      WHERE r.response_id = CASE WHEN l.first_is_a THEN l.response_b_id ELSE l.response_a_id END
        AND r.renderer_version = $4 AND (l.turn IS NULL OR r.turn <= l.turn))
  ) FROM given CROSS JOIN leased l) AS pair
FROM me`;
}

/** The same statement for each way of choosing; named, so that it is parsed and planned once a connection. */
export type LeaseStatements = Record<ChoosingName, { name: string; text: string }>;

export function leaseStatements(name: string, vote: RidingVote): LeaseStatements {
  return {
    byDesign: { name, text: leaseStatement(vote, BY_DESIGN) },
    plainly: { name: `${name}-plainly`, text: leaseStatement(vote, PLAINLY) },
  };
}

function leaseStatement(vote: RidingVote, { me, pick }: Choosing): string {
  return [
    `WITH ${me}`,
    vote.judged,
    SEEN,
    pick,
    LOCKED,
    vote.accepted,
    `${LEASE}${vote.written}`,
    answer(vote.outcome),
  ].join("\n");
}
