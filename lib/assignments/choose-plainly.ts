import { type Choosing, isNewTo } from "@/lib/assignments/lease-parts";

/**
 * A study without checks, repeats, strata, or caps but the pairs a rater: what `BY_DESIGN` does in it, in fewer steps. The
 * database prepares each step of a statement even where it has nothing to do, and this one is run for every vote.
 */
export const PLAINLY: Choosing = {
  me: `me AS MATERIALIZED (
  SELECT r.id AS rater_id, r.stage::text, s.id AS study_id, s.status::text, s.protocol -> 'choices' AS choices,
    (s.protocol ->> 'oncePerPrompt')::boolean AS once_per_prompt,
    (s.protocol ->> 'leaseMinutes')::int AS lease_minutes,
    s.protocol ?| ARRAY['session', 'exclusionRules'] AS is_reviewed,
    (s.protocol ->> 'pairsPerRater')::int AS most_pairs
  FROM raters r JOIN studies s ON s.id = r.study_id
  WHERE r.token_hash = $1 AND s.slug = $2
),`,
  pick: `room AS MATERIALIZED (
  SELECT me.study_id, me.once_per_prompt FROM me
  WHERE me.status = 'open' AND me.stage = 'rating'
    AND (SELECT count(*) FROM seen WHERE seen.state = 'open' AND seen.id IS DISTINCT FROM $5::uuid)
      + (SELECT count(*) FROM verdict WHERE stays) < 2
    AND (me.most_pairs IS NULL
      OR (SELECT count(*) FROM seen WHERE seen.state <> 'expired' AND seen.purpose <> 'practice') < me.most_pairs)
),
main AS MATERIALIZED (
  SELECT c.id, c.open + c.done AS load, c.weight
  FROM comparisons c, room
  WHERE c.study_id = room.study_id AND c.purpose = 'main' AND c.open + c.done < c.capacity
    AND ${isNewTo("room")}
),
pick AS MATERIALIZED (
  -- the first of exponential clocks with these rates: chosen in proportion to the weight
  SELECT id, false AS is_repeat, weight / sum(weight) OVER () AS propensity
  FROM main WHERE load = (SELECT min(load) FROM main)
  ORDER BY -ln(1 - random()) / weight LIMIT 1
),`,
};
