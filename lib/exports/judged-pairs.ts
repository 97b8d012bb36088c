import "server-only";
import { getPool } from "@/lib/db/pool";
import { VOTE_FACTS } from "@/lib/exports/vote-rows";
import type { JudgedPair, PromptTurn, VoteFacts } from "@/lib/formats/records";

type Texts = { id: string; turns: PromptTurn[]; modelA: string; a: string[] | null; b: string[] | null };
type Row = VoteFacts & { comparisonId: string };

// texts of some kilobytes each are held for so many pairs at once, and so many votes beside them
const PAIRS = 100;
const VOTES = 1_000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * A study's current votes with the texts that were judged, page by page: the votes of one comparison stand together, and
 * each comparison's texts are read once. Neither memory nor a transaction grows with the study.
 */
export async function* readJudgedPairs(studyId: string): AsyncGenerator<JudgedPair[]> {
  for (let after = BEFORE_ALL; ; ) {
    const { rows: pairs } = await getPool().query<Texts>(TEXTS_PAGE, [studyId, after, PAIRS]);
    const last = pairs.at(-1);
    if (!last) return;
    yield* readVotesOf(studyId, new Map(pairs.map((pair) => [pair.id, pair])));
    after = last.id;
  }
}

async function* readVotesOf(studyId: string, pairs: Map<string, Texts>): AsyncGenerator<JudgedPair[]> {
  const ids = [...pairs.keys()];
  for (let pair = BEFORE_ALL, vote = BEFORE_ALL; ; ) {
    const { rows } = await getPool().query<Row>(VOTES_PAGE, [studyId, ids, pair, vote, VOTES]);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ comparisonId, ...facts }) => ({ ...facts, ...textsOf(facts, pairs.get(comparisonId)) }));
    pair = last.comparisonId;
    vote = last.assignmentId;
  }
}

/** Both responses, in the order in which this rater had them; none where the study has none. */
function textsOf({ firstModel }: VoteFacts, texts: Texts | undefined): Pick<JudgedPair, "turns" | "responses"> {
  if (!texts) return { turns: null, responses: null };
  const { turns, modelA, a, b } = texts;
  if (!a || !b) return { turns, responses: null };
  return { turns, responses: firstModel === modelA ? { first: a, second: b } : { first: b, second: a } };
}

const TEXTS_PAGE = `
  SELECT c.id, p.turns, ma.name AS "modelA", ra.turns AS a, rb.turns AS b
  FROM comparisons c
  JOIN prompts p ON p.id = c.prompt_id
  JOIN models ma ON ma.id = c.model_a_id
  LEFT JOIN responses ra ON ra.id = c.response_a_id LEFT JOIN responses rb ON rb.id = c.response_b_id
  WHERE c.study_id = $1 AND c.id > $2
  ORDER BY c.id LIMIT $3`;

const VOTES_PAGE = `${VOTE_FACTS.replace("SELECT", 'SELECT c.id AS "comparisonId",')}
  WHERE c.study_id = $1 AND a.comparison_id = ANY($2::uuid[]) AND (a.comparison_id, a.id) > ($3::uuid, $4::uuid)
  ORDER BY a.comparison_id, a.id LIMIT $5`;
