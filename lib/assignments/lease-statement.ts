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
  /** Ends in a comma: `accepted (id, comparison_id, verdict, first_is_a)`, from `verdict` and `locked`. */
  accepted: string;
  /** Starts with a comma: what is written where a vote was accepted and its comparison `moved`. */
  written: string;
  /** The vote's outcome, as an expression. */
  outcome: string;
};

export const NO_VOTE: RidingVote = {
  judged:
    "verdict AS (SELECT NULL::uuid AS comparison_id, NULL::text AS verdict, false AS stays, false AS done WHERE false),",
  accepted: "accepted AS (SELECT NULL::uuid AS comparison_id, NULL::text AS verdict, false AS first_is_a WHERE false),",
  written: "",
  outcome: "NULL",
};

const ME = `me AS MATERIALIZED (
  SELECT r.id AS rater_id, s.id AS study_id, s.status::text, s.protocol -> 'choices' AS choices,
    (s.protocol ->> 'oncePerPrompt')::boolean AS once_per_prompt,
    (s.protocol ->> 'pairsPerRater')::int AS pairs_per_rater,
    (s.protocol ->> 'leaseMinutes')::int AS lease_minutes
  FROM raters r JOIN studies s ON s.id = r.study_id
  WHERE r.token_hash = $1 AND s.slug = $2
),`;

const CHOOSE = `seen AS MATERIALIZED (
  SELECT a.id, a.state, a.trial_index, a.comparison_id, a.first_is_a, c.prompt_id, c.model_a_id, c.model_b_id
  FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
  WHERE a.rater_id = (SELECT rater_id FROM me)
),
room AS MATERIALIZED (
  SELECT me.* FROM me
  WHERE me.status = 'open'
    AND (SELECT count(*) FROM seen WHERE seen.state = 'open' AND seen.id IS DISTINCT FROM $5::uuid)
      + (SELECT count(*) FROM verdict WHERE stays) < 2
    AND (me.pairs_per_rater IS NULL
      OR (SELECT count(*) FROM seen WHERE seen.state <> 'expired') < me.pairs_per_rater)
),
candidates AS MATERIALIZED (
  SELECT c.id, c.open + c.done AS load, c.weight
  FROM comparisons c, room
  WHERE c.study_id = room.study_id AND c.purpose = 'main' AND c.open + c.done < c.capacity
    -- one that ran out may be taken up again, by the rater who had it
    AND NOT EXISTS (SELECT FROM seen WHERE seen.comparison_id = c.id AND (seen.state <> 'expired' OR seen.id = $5))
    AND NOT EXISTS (
      SELECT FROM seen
      WHERE room.once_per_prompt AND seen.prompt_id = c.prompt_id AND seen.comparison_id <> c.id
    )
),
pick AS MATERIALIZED (
  -- the first of exponential clocks with these rates: chosen in proportion to the weight
  SELECT id, weight / sum(weight) OVER () AS propensity
  FROM candidates WHERE load = (SELECT min(load) FROM candidates)
  ORDER BY -ln(1 - random()) / weight LIMIT 1
),
locked AS MATERIALIZED (
  SELECT c.id, c.prompt_id, c.turn, c.model_a_id, c.model_b_id, c.response_a_id, c.response_b_id,
    c.open, c.done, c.capacity, c.first_a
  FROM comparisons c
  WHERE c.id = ANY (ARRAY(
    SELECT comparison_id FROM verdict WHERE verdict IN ('recorded', 'late') UNION ALL SELECT id FROM pick
  ))
  ORDER BY c.id FOR NO KEY UPDATE
),`;

/**
 * First and second are balanced within a comparison before all; then, for this rater, the model that has stood first
 * less often stands first; then a coin.
 */
const LEASE = `leased AS MATERIALIZED (
  SELECT l.*, p.propensity, COALESCE(
    (SELECT seen.first_is_a FROM seen WHERE seen.comparison_id = l.id),
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
  WHERE l.open + l.done < l.capacity
),
moved AS (
  UPDATE comparisons c SET open = c.open + d.open, done = c.done + d.done, first_a = c.first_a + d.first_a
  FROM (
    SELECT id, 1 AS open, 0 AS done, first_is_a::int AS first_a FROM leased
    UNION ALL
    SELECT comparison_id, CASE verdict WHEN 'recorded' THEN -1 ELSE 0 END, 1,
      CASE verdict WHEN 'late' THEN first_is_a::int ELSE 0 END FROM accepted
  ) d
  WHERE c.id = d.id AND c.open + c.done + d.open + d.done <= c.capacity
  RETURNING c.id
),
given AS (
  INSERT INTO assignments AS a (id, rater_id, comparison_id, state, first_is_a, propensity, trial_index, served_at, lease_until)
  SELECT $3::uuid, me.rater_id, leased.id, 'open', leased.first_is_a, leased.propensity,
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
  return `SELECT me.status, me.study_id AS "studyId", ${outcome} AS outcome,
  me.lease_minutes AS "leaseMinutes",
  EXISTS (SELECT FROM pick) AND NOT EXISTS (SELECT FROM given) AS lost,
  (SELECT count(*) FROM seen WHERE seen.state = 'done' AND seen.id IS DISTINCT FROM $5::uuid)::int
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

export function leaseStatement(vote: RidingVote): string {
  return `WITH ${ME}\n${vote.judged}\n${CHOOSE}\n${vote.accepted}\n${LEASE}${vote.written}\n${answer(vote.outcome)}`;
}
