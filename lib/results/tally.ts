import "server-only";
import type { Study } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { compareNames, isTurned, listDeclaredPairs } from "@/lib/results/list-pairs";
import type { ResultsRow } from "@/lib/results/schema";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";

export type TallySet = { name: string; source: string; isSample: boolean };
export type Tally = {
  /** null: an imported study may have none. */
  protocol: Protocol | null;
  sets: TallySet[];
  rows: ResultsRow[];
  /** Distinct over all rows, cannot judge left out. */
  raters: number;
  prompts: number;
};

/** As the database groups them: model A is the one with the lower id, and every count is a number of current votes. */
type Cell = Omit<ResultsRow, "promptSet" | "votes"> & { promptSet: string | null; source: string; isSample: boolean };

/**
 * Counts a study's votes, in one statement and so at one moment: the current vote of each assignment (the highest
 * revision, if not withdrawn), main comparisons, human raters, exclusions in force left out.
 *
 * Each pair of the protocol has a row in each of its sets, with zeros where there is nothing; so has each pair that
 * votes were cast on.
 */
export async function tallyVotes(study: Study): Promise<Tally> {
  const parsed = protocolSchema.safeParse(study.protocol);
  const protocol = parsed.success ? parsed.data : null;
  const cells = await countCells(study.id);
  const total = cells.find((cell) => cell.promptSet === null);
  const rows = cells.filter((cell) => cell.promptSet !== null).map((cell) => orient(cell, protocol?.reference ?? null));
  const sets = await listSets(study.id, cells);
  return {
    protocol,
    sets,
    rows: sets.flatMap((set) => withUnvotedPairs(set.name, rows, protocol)),
    raters: total?.raters ?? 0,
    prompts: total?.prompts ?? 0,
  };
}

async function countCells(studyId: string): Promise<Cell[]> {
  const { rows } = await getPool().query<Cell>(
    `WITH current AS MATERIALIZED (
      SELECT c.prompt_id, c.model_a_id, c.model_b_id, a.rater_id, v.choice, a.first_is_a
      FROM comparisons c
      JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat AND a.state <> 'released'
      JOIN raters r ON r.id = a.rater_id AND r.kind = 'human' AND r.stage <> 'withdrawn'
      JOIN votes v ON v.assignment_id = a.id AND v.choice <> 'withdrawn'
      WHERE c.study_id = $1 AND c.purpose = 'main'
        AND NOT EXISTS (SELECT FROM votes later WHERE later.assignment_id = a.id AND later.revision > v.revision)
        AND NOT EXISTS (SELECT FROM exclusions e WHERE e.study_id = $1 AND e.rater_id = r.id AND e.undone_at IS NULL)
    ), cells AS MATERIALIZED (
      -- votes alike are counted first, so that what follows sorts a few rows and not every vote
      SELECT prompt_id, model_a_id, model_b_id, rater_id, count(*) AS votes,
        CASE WHEN choice IN ('first', 'second') THEN CASE WHEN (choice = 'first') = first_is_a THEN 'a' ELSE 'b' END
          ELSE choice::text END AS outcome
      FROM current GROUP BY prompt_id, model_a_id, model_b_id, rater_id, outcome
    )
    SELECT s.name AS "promptSet", min(s.source) AS source, bool_or(s.is_sample) AS "isSample",
      ma.name AS "modelA", mb.name AS "modelB",
      coalesce(sum(votes) FILTER (WHERE outcome = 'a'), 0)::int AS "winsA",
      coalesce(sum(votes) FILTER (WHERE outcome = 'b'), 0)::int AS "winsB",
      coalesce(sum(votes) FILTER (WHERE outcome = 'tie'), 0)::int AS ties,
      coalesce(sum(votes) FILTER (WHERE outcome = 'both_bad'), 0)::int AS "bothBad",
      coalesce(sum(votes) FILTER (WHERE outcome = 'cannot_judge'), 0)::int AS "cannotJudge",
      count(DISTINCT rater_id) FILTER (WHERE outcome <> 'cannot_judge')::int AS raters,
      count(DISTINCT prompt_id) FILTER (WHERE outcome <> 'cannot_judge')::int AS prompts
    FROM cells JOIN prompts p ON p.id = prompt_id JOIN prompt_sets s ON s.id = p.prompt_set_id
    JOIN models ma ON ma.id = model_a_id JOIN models mb ON mb.id = model_b_id
    GROUP BY GROUPING SETS ((s.name, ma.name, mb.name), ()) ORDER BY s.name, ma.name, mb.name`,
    [studyId],
  );
  return rows;
}

/** Turns a cell so that model A is the reference, or the first by name. */
function orient(cell: Cell, reference: string | null): ResultsRow {
  const { modelA, modelB, winsA, winsB, ties, bothBad, cannotJudge, raters, prompts } = cell;
  const sides = isTurned(modelA, modelB, reference)
    ? { modelA: modelB, modelB: modelA, winsA: winsB, winsB: winsA }
    : { modelA, modelB, winsA, winsB };
  const votes = winsA + winsB + ties + bothBad;
  return { promptSet: cell.promptSet ?? "", ...sides, ties, bothBad, cannotJudge, votes, raters, prompts };
}

/** The study's sets in its order, then any that only votes tell of. */
async function listSets(studyId: string, cells: Cell[]): Promise<TallySet[]> {
  const used = await getPrisma().studyPromptSet.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    select: { promptSet: { select: { name: true, source: true, isSample: true } } },
  });
  const sets = new Map<string, TallySet>(used.map(({ promptSet }) => [promptSet.name, promptSet]));
  for (const { promptSet, source, isSample } of cells) {
    if (promptSet !== null && !sets.has(promptSet)) sets.set(promptSet, { name: promptSet, source, isSample });
  }
  return [...sets.values()];
}

function withUnvotedPairs(promptSet: string, rows: ResultsRow[], protocol: Protocol | null): ResultsRow[] {
  const voted = rows.filter((row) => row.promptSet === promptSet);
  const isPlanned = protocol?.promptSets.some((set) => set.name === promptSet) ?? false;
  const planned = isPlanned && protocol ? listDeclaredPairs(protocol) : [];
  const inPlan = planned.map(([modelA, modelB]) => {
    const found = voted.find((row) => row.modelA === modelA && row.modelB === modelB);
    return found ?? { promptSet, modelA, modelB, ...NOTHING };
  });
  const others = voted.filter((row) => !inPlan.includes(row));
  others.sort((one, other) => compareNames([one.modelA, one.modelB], [other.modelA, other.modelB]));
  return [...inPlan, ...others];
}

const NOTHING = { winsA: 0, winsB: 0, ties: 0, bothBad: 0, cannotJudge: 0, votes: 0, raters: 0, prompts: 0 };
