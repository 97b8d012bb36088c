import { type Choosing, isNewTo, MOST_PAIRS } from "@/lib/assignments/lease-parts";

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

const PICK = `room AS MATERIALIZED (
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
    AND ${isNewTo("slot")}
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
),`;

/** Any study: with checks and repeats at their places, by any policy, up to what a rater may have. */
export const BY_DESIGN: Choosing = { me: ME, pick: PICK };
