import "server-only";
import type { Study } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";
import { toEstimatedFigure } from "@/lib/results/analyse/figure";
import { LEVEL } from "@/lib/results/analyse/settings";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";
import type { AskedCriterion, AskedModel, AskedPair, AskedResults, MeanStrength } from "@/lib/results/asked-schema";
import { listDeclaredPairs } from "@/lib/results/list-pairs";
import { A_WINS, B_WINS, buildCountTable, type Cell, ORDER_UNKNOWN, TIE } from "@/lib/stats/count-table";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { toRaterAsks } from "@/lib/studies/asks-schema";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";

type Options = Pick<AnalysisOptions, "estimand" | "aggregation" | "promptSet" | "category" | "withExcluded">;

/** Votes alike in everything that is counted. Model A is the one with the lower id. */
type CriterionCell = {
  promptSet: string;
  modelA: string;
  modelB: string;
  criterion: string;
  /** Numbers from 0. */
  prompt: number;
  turn: number;
  rater: number;
  outcome: "a" | "b" | "tie";
  votes: number;
};

type StrengthRow = { promptSet: string; better: string; worse: string; votes: number; mean: number };

/**
 * What a study's raters said beside the choice, of the votes that its results count: the highest revision of each assignment
 * on main comparisons, by people, exclusions left out.
 *
 * @returns null: the study asks for nothing beside the choice.
 * Cost: three statements over the study's votes; nothing where it asks for nothing.
 */
export async function findAskedResults(study: Study, options: Options): Promise<AskedResults | null> {
  const { data: protocol } = protocolSchema.safeParse(study.protocol);
  if (!protocol?.asks) return null;
  const { criteria, strength, flaws } = toRaterAsks(protocol.asks, protocol.session?.languages[0] ?? "en");
  const scope = [study.id, options.promptSet, options.category, options.withExcluded];
  const [cells, strengths, models] = await Promise.all([
    criteria.length > 0 ? countCriteria(scope) : [],
    strength === null ? [] : averageStrength(scope),
    flaws.length > 0 ? countFlaws(scope) : [],
  ]);
  const names = criteria.map(({ name }) => name);
  const pairs = listPairs(protocol, options.promptSet).map((pair): AskedPair => {
    const own = cells.filter((cell) => isOf(pair, cell.promptSet, cell.modelA, cell.modelB));
    return {
      ...pair,
      criteria: names.map((name) => describeCriterion(name, pair.model, own, options)),
      strength: strength === null ? null : describeStrength(pair, strengths),
    };
  });
  return { criteria, points: strength, flaws, pairs, models };
}

type Pair = Pick<AskedPair, "promptSet" | "model" | "opponent">;

function listPairs(protocol: Protocol, promptSet: string | null): Pair[] {
  const sets = protocol.promptSets.filter(({ name }) => promptSet === null || name === promptSet);
  const declared = listDeclaredPairs(protocol);
  return sets.flatMap(({ name }) => declared.map(([model, opponent]) => ({ promptSet: name, model, opponent })));
}

function isOf({ promptSet, model, opponent }: Pair, set: string, one: string, other: string): boolean {
  return set === promptSet && [one, other].includes(model) && [one, other].includes(opponent);
}

function describeCriterion(name: string, model: string, of: CriterionCell[], options: Options): AskedCriterion {
  const cells = of.filter((cell) => cell.criterion === name);
  const seen = ({ modelA, outcome }: CriterionCell) =>
    outcome === "tie" ? "tied" : (outcome === "a") === (modelA === model) ? "better" : "worse";
  const count = (what: "better" | "tied" | "worse") =>
    cells.reduce((sum, cell) => sum + (seen(cell) === what ? cell.votes : 0), 0);
  const outcomes = { better: A_WINS, tied: TIE, worse: B_WINS };
  const toCell = (cell: CriterionCell): Cell => {
    const { prompt, turn, rater, votes } = cell;
    return {
      prompt,
      turn,
      rater,
      votes,
      modelA: 0,
      modelB: 1,
      firstShown: ORDER_UNKNOWN,
      outcome: outcomes[seen(cell)],
    };
  };
  const most = (pick: (cell: CriterionCell) => number) =>
    1 + cells.reduce((high, cell) => Math.max(high, pick(cell)), 0);
  const sizes = { prompts: most(({ prompt }) => prompt), raters: most(({ rater }) => rater), models: 2 };
  const { estimand, aggregation } = options;
  const difference = toEstimatedFigure(() =>
    estimateRate(gatherPairVotes(buildCountTable(sizes, cells.map(toCell)), 0), "difference", {
      ...{ estimand, aggregation, level: LEVEL },
    }),
  );
  const [better, tied, worse] = [count("better"), count("tied"), count("worse")];
  return { name, better, tied, worse, votes: better + tied + worse, difference };
}

function describeStrength({ promptSet, model, opponent }: Pair, rows: StrengthRow[]): AskedPair["strength"] {
  const find = (better: string, worse: string): MeanStrength => {
    const row = rows.find((one) => one.promptSet === promptSet && one.better === better && one.worse === worse);
    return row ? { votes: row.votes, mean: row.mean } : { votes: 0, mean: null };
  };
  return { better: find(model, opponent), worse: find(opponent, model) };
}

/** $1 study, $2 prompt set or null, $3 category or null, $4 with the excluded. */
const COUNTED = `counted AS MATERIALIZED (
  SELECT s.name AS set_name, ma.name AS model_a, mb.name AS model_b, c.prompt_id, coalesce(c.turn, 0) AS turn, a.rater_id,
    a.first_is_a, v.choice::text AS choice, v.strength, v.criteria, v.flaws
  FROM comparisons c
  JOIN prompts p ON p.id = c.prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
  JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
  JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat
  JOIN raters r ON r.id = a.rater_id AND r.kind = 'human' AND r.stage <> 'withdrawn'
  JOIN votes v ON v.assignment_id = a.id AND v.choice NOT IN ('withdrawn', 'cannot_judge')
  LEFT JOIN exclusions e ON e.study_id = $1 AND e.rater_id = r.id AND e.undone_at IS NULL
  WHERE c.study_id = $1 AND c.purpose = 'main'
    AND ($2::text IS NULL OR s.name = $2) AND ($3::text IS NULL OR p.category = $3)
    AND ($4::boolean OR e.id IS NULL)
    -- a place given away while its rater was excluded may be another's now
    AND (a.state <> 'released' OR e.id IS NOT NULL)
    AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
)`;

async function countCriteria(scope: unknown[]): Promise<CriterionCell[]> {
  const { rows } = await getPool().query<CriterionCell>(
    `WITH ${COUNTED}, cells AS (
      SELECT set_name, model_a, model_b, one.key AS criterion, prompt_id, turn, rater_id, count(*)::int AS votes,
        CASE WHEN one.value = 'tie' THEN 'tie' WHEN (one.value = 'first') = first_is_a THEN 'a' ELSE 'b' END AS outcome
      FROM counted CROSS JOIN LATERAL jsonb_each_text(criteria) one
      GROUP BY set_name, model_a, model_b, criterion, prompt_id, turn, rater_id, outcome
    )
    SELECT set_name AS "promptSet", model_a AS "modelA", model_b AS "modelB", criterion, outcome, turn, votes,
      dense_rank() OVER (ORDER BY prompt_id)::int - 1 AS prompt, dense_rank() OVER (ORDER BY rater_id)::int - 1 AS rater
    FROM cells ORDER BY prompt_id, turn, rater_id, criterion, model_a, model_b, outcome`,
    scope,
  );
  return rows;
}

async function averageStrength(scope: unknown[]): Promise<StrengthRow[]> {
  const { rows } = await getPool().query<StrengthRow>(
    `WITH ${COUNTED}, sided AS (
      SELECT set_name, strength, CASE WHEN (choice = 'first') = first_is_a THEN model_a ELSE model_b END AS better,
        CASE WHEN (choice = 'first') = first_is_a THEN model_b ELSE model_a END AS worse
      FROM counted WHERE strength IS NOT NULL
    )
    SELECT set_name AS "promptSet", better, worse, count(*)::int AS votes, avg(strength)::float AS mean
    FROM sided GROUP BY set_name, better, worse ORDER BY set_name, better, worse`,
    scope,
  );
  return rows;
}

async function countFlaws(scope: unknown[]): Promise<AskedModel[]> {
  const { rows } = await getPool().query<AskedModel>(
    `WITH ${COUNTED}, judged AS (
      SELECT model_a AS model, flaws -> CASE WHEN first_is_a THEN 'first' ELSE 'second' END AS flaws
      FROM counted WHERE flaws IS NOT NULL
      UNION ALL
      SELECT model_b, flaws -> CASE WHEN first_is_a THEN 'second' ELSE 'first' END FROM counted WHERE flaws IS NOT NULL
    ), ticked AS (
      SELECT model, flaw, count(*)::int AS times FROM judged CROSS JOIN LATERAL jsonb_array_elements_text(judged.flaws) flaw
      GROUP BY model, flaw
    )
    SELECT model, count(*)::int AS responses,
      coalesce((SELECT json_object_agg(flaw, times ORDER BY flaw) FROM ticked WHERE ticked.model = judged.model), '{}') AS ticked
    FROM judged GROUP BY model ORDER BY model COLLATE "C"`,
    scope,
  );
  return rows;
}
