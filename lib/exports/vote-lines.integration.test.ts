import { expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { writePairs } from "@/lib/exports/open-export";
import { openVoteCsv } from "@/lib/exports/vote-csv";
import { drawNastyPairs } from "@/lib/formats/testing/nasty-pairs";
import { voteTableWriter } from "@/lib/formats/vote-table";
import { addRater } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

withTestDatabase();

const BLANKS = [
  "\t",
  "\n",
  "\v",
  "\f",
  "\r",
  " ",
  "\u00a0",
  "\u1680",
  "\u2003",
  "\u2028",
  "\u202f",
  "\u3000",
  "\ufeff",
];
/** None of these is a blank, or none stands at an end. */
const NO_BLANKS = ["\u180e", "\u200b", "\u0085", "a b", "", "'", "''", "''=", "'a", "=", "\uff0dx", "a=b", '"', "a,b"];
const PROPENSITIES = [0.75, 1, 0.5, 1 / 3, 1 / 9_999, 0.0001, 1.5e-5, 1e-6, 9.9e-7, 2.25e-7, 1e-10];

async function readAll(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

test("the database's lines are those of the writer, to the byte, whatever the cells hold", async () => {
  const models = ['=koala, "the" first', "@alpaca"] as [string, string];
  await makePlainTexts("@set", 4, models);
  const { id } = await createStudy(OPERATOR, { name: "- lines", template: "arena", sets: ["@set"], models });
  await openStudy(OPERATOR, id);
  const nasty = drawNastyPairs(400, 5).map(({ reason }) => reason ?? "x");
  const texts = [...BLANKS.flatMap((blank) => [blank, `a${blank}`, `${blank}a`, `a${blank}a`]), ...NO_BLANKS, ...nasty];
  const raters = await Promise.all(
    texts.slice(0, 80).map((text, index) => addRater("- lines", `${text}${index % 2 ? index : ""}\u200b${index}`)),
  );
  await getPool().query(
    `INSERT INTO assignments (id, state, occasion, first_is_a, propensity, trial_index, shown_at, comparison_id, rater_id, is_repeat)
     SELECT gen_random_uuid(), CASE WHEN n % 17 = 0 THEN 'released' ELSE 'done' END::"AssignmentState", n, n % 2 = 0,
       ($3::float[])[1 + n % 11], n, CASE WHEN n % 3 > 0 THEN '2024-02-29T23:59:59.5Z'::timestamptz + n * interval '7 ms' END,
       (SELECT id FROM comparisons WHERE study_id = $1 ORDER BY id OFFSET n % 4 LIMIT 1), ($2::uuid[])[1 + n % 80], n % 5 = 0
     FROM generate_series(1, 6000) n`,
    [id, raters, PROPENSITIES],
  );
  await getPool().query(
    `INSERT INTO votes (id, choice, revision, reason, strength, criteria, flaws, decision_ms, assignment_id)
     SELECT gen_random_uuid(), (ARRAY['first','second','tie','both_bad','cannot_judge','withdrawn'])[1 + occasion % 6]::"Choice",
       occasion % 3, ($1::text[])[1 + occasion % cardinality($1::text[])], NULLIF(occasion % 4, 0),
       CASE WHEN occasion % 7 = 0 THEN '{"b": "tie", "a_b": "first", "ab": "second"}'::jsonb END,
       CASE occasion % 5 WHEN 0 THEN '{"second": ["z", "a_a", "aa"], "first": []}'::jsonb
         WHEN 1 THEN '{"first": [], "second": []}'::jsonb END,
       NULLIF(occasion % 9, 0), id FROM assignments`,
    [texts],
  );
  for (const [index, raterId] of raters.slice(0, 60).entries()) {
    await getPool().query(
      `INSERT INTO exclusions (id, study_id, rater_id, reason, undone_at)
       VALUES (gen_random_uuid(), $1, $2, $3, CASE WHEN $4 THEN now() END)`,
      [id, raterId, texts[index + 20], index % 4 === 0],
    );
  }
  await getPool().query(
    `INSERT INTO flags (id, side, reason, assignment_id)
     SELECT gen_random_uuid(), side::"Side", 'broken', id FROM assignments, unnest(ARRAY['second', 'first']) side WHERE occasion % 8 = 0`,
  );
  await getPool().query("UPDATE raters SET stage = 'withdrawn' WHERE id = $1", [raters[3]]);

  const { chunks } = await openVoteCsv(OPERATOR, "- lines");
  const lines = await readAll(chunks);
  const written = await readAll(writePairs(id, voteTableWriter, {}));
  expect(lines.length).toBeGreaterThan(1_000_000);
  expect(lines === written || firstDifference(lines, written)).toBe(true);
});

function firstDifference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return JSON.stringify([one.slice(at - 80, at + 40), other.slice(at - 80, at + 40)]);
}
