import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { closePool, getPool } from "@/lib/db/pool";
import { closePrisma, getPrisma } from "@/lib/db/prisma";
import { createTestDatabase, type TestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { countRows } from "@/lib/imports/testing/count-rows";
import { publishedFile } from "@/lib/imports/testing/files";

const STUDY = "mt-bench-human";
const importHumanVotes = () =>
  importVotes(OPERATOR, publishedFile("mtbench/human.jsonl"), { format: "mt-bench", study: STUDY });

// counted in the database, from the rows that every later number comes from
const VOTES = `
  SELECT v.import_line AS line, a.occasion, a.rater_id, c.id AS comparison_id,
    CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END AS first,
    CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END AS second, v.choice
  FROM studies s JOIN comparisons c ON c.study_id = s.id JOIN assignments a ON a.comparison_id = c.id
  JOIN votes v ON v.assignment_id = a.id
  JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
  WHERE s.name = '${STUDY}'`;

describe.skipIf(lacksSharedData())("the human votes of MT-Bench", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await importHumanVotes();
  });
  afterAll(async () => {
    await closePrisma();
    await closePool();
    await database.drop();
  });

  test("are 3,355 votes of 65 raters on 1,814 comparisons", async () => {
    expect(await countRows()).toMatchObject({
      votes: 3355,
      raters: 65,
      comparisons: 1814,
      assignments: 3355,
      prompts: 80,
    });
  });

  test("are 1,293 for the first, 1,282 for the second and 780 ties", async () => {
    const { rows } = await getPool().query(
      `SELECT choice, count(*)::int FROM (${VOTES}) v GROUP BY choice ORDER BY choice`,
    );
    expect(rows).toEqual([
      { choice: "first", count: 1293 },
      { choice: "second", count: 1282 },
      { choice: "tie", count: 780 },
    ]);
  });

  test.each([
    ["alpaca-13b", "gpt-3.5-turbo", 27, 222, 69],
    ["alpaca-13b", "vicuna-13b-v1.2", 48, 104, 60],
    ["gpt-3.5-turbo", "gpt-4", 60, 131, 88],
    ["claude-v1", "gpt-4", 54, 91, 55],
    ["llama-13b", "vicuna-13b-v1.2", 14, 157, 46],
  ])("%s against %s: %d wins, %d losses, %d ties", async (model, other, wins, losses, ties) => {
    const { rows } = await getPool().query(
      `SELECT count(*) FILTER (WHERE (first = $1 AND choice = 'first') OR (second = $1 AND choice = 'second'))::int AS wins,
         count(*) FILTER (WHERE (first = $2 AND choice = 'first') OR (second = $2 AND choice = 'second'))::int AS losses,
         count(*) FILTER (WHERE choice = 'tie')::int AS ties
       FROM (${VOTES}) v WHERE (first, second) IN (($1, $2), ($2, $1))`,
      [model, other],
    );
    expect(rows).toEqual([{ wins, losses, ties }]);
  });

  test("lines 1970 and 1972, one judge twice on one unit, both count", async () => {
    const { rows } = await getPool().query(`SELECT * FROM (${VOTES}) v WHERE line IN (1970, 1972) ORDER BY line`);
    expect(rows.map(({ occasion }) => occasion)).toEqual([0, 1]);
    expect(rows[0].rater_id).toBe(rows[1].rater_id);
    expect(rows[0].comparison_id).toBe(rows[1].comparison_id);
  });

  test("fill their comparisons exactly, with the first side counted", async () => {
    const { rows } = await getPool().query(
      `SELECT count(*)::int AS wrong
       FROM comparisons c JOIN (
         SELECT comparison_id, count(*) AS votes, count(*) FILTER (WHERE first_is_a) AS first_a
         FROM assignments GROUP BY comparison_id
       ) a ON a.comparison_id = c.id
       WHERE (c.capacity, c.open, c.done, c.first_a) IS DISTINCT FROM (a.votes, 0, a.votes, a.first_a)`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });

  test("imported again change nothing", async () => {
    const before = await countRows();
    expect(await importHumanVotes()).toMatchObject({ status: "unchanged", votes: 3355, raters: 65, comparisons: 1814 });
    expect(await countRows()).toEqual(before);
    expect(await getPrisma().import.findMany({ select: { kind: true, target: true, rows: true } })).toEqual([
      { kind: "votes", target: STUDY, rows: 3355 },
    ]);
  });
});
