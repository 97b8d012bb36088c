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

/** The most pairs of one rater, checks among them, of a study `s`; null: as many as there are. */
export const MOST_PAIRS = `LEAST((s.protocol ->> 'pairsPerRater')::int, ceil((s.protocol #>> '{session,mostShare}')::float
  * (s.protocol #>> '{frozen,comparisons}')::int * (s.protocol ->> 'votesPerComparison')::int)::int)`;

const ME = `me AS MATERIALIZED (
  SELECT r.id AS rater_id, r.stage::text, s.id AS study_id, s.status::text, s.protocol -> 'choices' AS choices,
    (s.protocol ->> 'oncePerPrompt')::boolean AS once_per_prompt,
    (s.protocol ->> 'leaseMinutes')::int AS lease_minutes,
    s.protocol ?| ARRAY['session', 'exclusionRules'] AS is_reviewed,
    COALESCE(s.protocol #>> '{assignment,policy}', 'fewest_first') AS policy,
    ${MOST_PAIRS} AS most_pairs,
    make_interval(mins => (s.protocol #>> '{session,mostMinutes}')::int) AS most_time,
    (s.protocol #>> '{session,attentionShare}')::float AS attention_share,
    (s.protocol #>> '{session,goldShare}')::float AS gold_share,
    (s.protocol #>> '{session,repeatShare}')::float AS repeat_share
  FROM raters r JOIN studies s ON s.id = r.study_id
  WHERE r.token_hash = $1 AND s.slug = $2
),`;

/** A pair is repeated when so many others have come between. */
const BETWEEN_REPEATS = 5;

/**
 * Whether the rater's next pair is a check of this kind: one in each stretch of 1 / share pairs, from a place on that their
 * id decides, so that nobody can count to it and the database gives the same answer twice. What another check was in the
 * way of comes next.
 */
function isDue(kind: "attention" | "gold" | "repeat"): string {
  const stretch = `round(1 / room.${kind}_share)::int`;
  const place = `abs(hashtextextended(room.rater_id || '${kind}' || room.had / ${stretch}, 0)) % ${stretch}`;
  return `(room.${kind}_share > 0 AND room.had_${kind} < room.had / ${stretch} + (room.had % ${stretch} >= ${place})::int)`;
}

const CHOOSE = `seen AS MATERIALIZED (
  SELECT a.id, a.state, a.trial_index, a.served_at, a.comparison_id, a.first_is_a, a.is_repeat, c.purpose, c.prompt_id,
    c.model_a_id, c.model_b_id
  FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
  WHERE a.rater_id = (SELECT rater_id FROM me)
),
room AS MATERIALIZED (
  SELECT me.*, so_far.had::int, so_far.last_index, so_far.had_attention, so_far.had_gold, so_far.had_repeat
  FROM me CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE seen.state <> 'expired') AS had, max(seen.trial_index) AS last_index,
      count(*) FILTER (WHERE seen.state <> 'expired' AND seen.purpose = 'attention') AS had_attention,
      count(*) FILTER (WHERE seen.state <> 'expired' AND seen.purpose = 'gold') AS had_gold,
      count(*) FILTER (WHERE seen.state <> 'expired' AND seen.is_repeat) AS had_repeat,
      min(seen.served_at) AS began
    FROM seen WHERE seen.purpose <> 'practice'
  ) so_far
  WHERE me.status = 'open' AND me.stage = 'rating'
    AND (SELECT count(*) FROM seen WHERE seen.state = 'open' AND seen.id IS DISTINCT FROM $5::uuid)
      + (SELECT count(*) FROM verdict WHERE stays) < 2
    AND (me.most_pairs IS NULL OR so_far.had < me.most_pairs)
    AND (me.most_time IS NULL OR so_far.began IS NULL OR so_far.began + me.most_time > now())
),
checks AS MATERIALIZED (
  SELECT c.id, c.purpose::text AS kind FROM comparisons c, room
  WHERE (${isDue("attention")} OR ${isDue("gold")})
    AND c.study_id = room.study_id AND c.purpose IN ('attention', 'gold')
    AND CASE c.purpose WHEN 'gold' THEN ${isDue("gold")} ELSE ${isDue("attention")} END
    AND NOT EXISTS (SELECT FROM seen WHERE seen.comparison_id = c.id AND (seen.state <> 'expired' OR seen.id = $5))
  UNION ALL
  SELECT seen.comparison_id, 'repeat' FROM seen, room
  WHERE ${isDue("repeat")} AND seen.purpose = 'main' AND seen.state = 'done' AND NOT seen.is_repeat
    AND seen.trial_index < room.last_index - ${BETWEEN_REPEATS}
    AND NOT EXISTS (SELECT FROM seen AS again WHERE again.comparison_id = seen.comparison_id AND again.is_repeat)
),
slot AS MATERIALIZED (
  SELECT room.*, COALESCE((SELECT min(kind) FROM checks), 'main') AS kind FROM room
),
main AS MATERIALIZED (
  SELECT c.id, c.open + c.done AS load, c.weight, CASE slot.policy
    WHEN 'active' THEN c.model_a_id || ' ' || c.model_b_id
    WHEN 'stratified' THEN COALESCE((SELECT p.category FROM prompts p WHERE p.id = c.prompt_id), '')
    ELSE '' END AS stratum
  FROM comparisons c, slot
  WHERE slot.kind = 'main' AND c.study_id = slot.study_id AND c.purpose = 'main' AND c.open + c.done < c.capacity
    -- one that ran out may be taken up again, by the rater who had it
    AND NOT EXISTS (SELECT FROM seen WHERE seen.comparison_id = c.id AND (seen.state <> 'expired' OR seen.id = $5))
    AND NOT EXISTS (
      SELECT FROM seen
      WHERE slot.once_per_prompt AND seen.prompt_id = c.prompt_id AND seen.comparison_id <> c.id
    )
),
filled AS MATERIALIZED (
  -- how full each category is, all of its comparisons counted
  SELECT COALESCE(p.category, '') AS stratum, sum(c.open + c.done)::float / sum(c.capacity) AS share
  FROM slot JOIN comparisons c ON c.study_id = slot.study_id AND c.purpose = 'main' JOIN prompts p ON p.id = c.prompt_id
  WHERE slot.policy = 'stratified' GROUP BY 1
),
strata AS MATERIALIZED (
  -- active: in proportion to the pair's weight; stratified: one of the emptiest; else there is one, and nothing to group
  SELECT '' AS stratum, 1::float AS weight FROM slot WHERE slot.policy = 'fewest_first'
  UNION ALL
  SELECT s.stratum, CASE WHEN slot.policy = 'active' THEN s.weight ELSE 1 END
  FROM (
    SELECT stratum, max(weight) AS weight FROM main WHERE (SELECT slot.policy <> 'fewest_first' FROM slot) GROUP BY stratum
  ) s CROSS JOIN slot
  LEFT JOIN filled f ON f.stratum = s.stratum
  WHERE slot.policy <> 'stratified'
    OR f.share = (SELECT min(filled.share) FROM filled WHERE filled.stratum IN (SELECT main.stratum FROM main))
),
stratum AS MATERIALIZED (
  SELECT stratum, weight / sum(weight) OVER () AS propensity FROM strata ORDER BY -ln(1 - random()) / weight LIMIT 1
),
pick AS MATERIALIZED (
  -- the first of exponential clocks with these rates: chosen in proportion to the weight
  (SELECT main.id, false AS is_repeat, stratum.propensity * weight / sum(weight) OVER () AS propensity
  FROM main JOIN stratum ON stratum.stratum = main.stratum
  WHERE load = (SELECT min(load) FROM main WHERE main.stratum = (SELECT stratum.stratum FROM stratum))
  ORDER BY -ln(1 - random()) / weight LIMIT 1)
  UNION ALL
  (SELECT checks.id, slot.kind = 'repeat', 1.0 / count(*) OVER () FROM checks JOIN slot ON slot.kind = checks.kind
  ORDER BY random() LIMIT 1)
),
locked AS MATERIALIZED (
  SELECT c.id, c.prompt_id, c.turn, c.model_a_id, c.model_b_id, c.response_a_id, c.response_b_id,
    c.open, c.done, c.capacity, c.first_a, c.purpose
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

export function leaseStatement(vote: RidingVote): string {
  return `WITH ${ME}\n${vote.judged}\n${CHOOSE}\n${vote.accepted}\n${LEASE}${vote.written}\n${answer(vote.outcome)}`;
}
