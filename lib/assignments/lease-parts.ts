/** The most pairs of one rater, checks among them, of a study `s`; null: as many as there are. */
export const MOST_PAIRS = `LEAST((s.protocol ->> 'pairsPerRater')::int, ceil((s.protocol #>> '{session,mostShare}')::float
  * (s.protocol #>> '{frozen,comparisons}')::int * (s.protocol ->> 'votesPerComparison')::int)::int)`;

/** What a rater was handed so far. Ends in a comma. */
export const SEEN = `seen AS MATERIALIZED (
  SELECT a.id, a.state, a.trial_index, a.served_at, a.comparison_id, a.first_is_a, a.is_repeat, c.purpose, c.prompt_id,
    c.model_a_id, c.model_b_id
  FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
  WHERE a.rater_id = (SELECT rater_id FROM me)
),`;

/**
 * That a comparison `c` may be handed to the rater of `seen`: one that ran out may be taken up again, by the rater who had it.
 * Each list is a hash table that every comparison is looked up in; the last condition is left to the few that ran out.
 *
 * @param room where `once_per_prompt` stands.
 */
export function isNewTo(room: string): string {
  return `c.id NOT IN (SELECT comparison_id FROM seen WHERE state <> 'expired' OR id = $5)
    AND (NOT ${room}.once_per_prompt OR c.prompt_id NOT IN (SELECT prompt_id FROM seen)
      OR c.id IN (SELECT comparison_id FROM seen WHERE state = 'expired')
        AND NOT EXISTS (SELECT FROM seen WHERE seen.prompt_id = c.prompt_id AND seen.comparison_id <> c.id))`;
}

/** The rows that change, in the order of their ids. Ends in a comma. */
export const LOCKED = `locked AS MATERIALIZED (
  SELECT c.id, c.prompt_id, c.turn, c.model_a_id, c.model_b_id, c.response_a_id, c.response_b_id,
    c.open, c.done, c.capacity, c.first_a, c.purpose
  FROM comparisons c
  WHERE c.id = ANY (ARRAY(
    SELECT comparison_id FROM verdict WHERE verdict IN ('recorded', 'late') UNION ALL SELECT id FROM pick
  ))
  ORDER BY c.id FOR NO KEY UPDATE
),`;

/** How a comparison is chosen: both end in a comma. `me`: the rater and what the statement needs of their study. */
export type Choosing = {
  me: string;
  /** `pick (id, is_repeat, propensity)`, from `me`, `verdict` and `seen`. */
  pick: string;
};
