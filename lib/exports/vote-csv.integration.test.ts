import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { getDatasetCard } from "@/lib/exports/get-dataset-card";
import { openVoteCsv, VOTE_CSV_COLUMNS } from "@/lib/exports/vote-csv";
import { getResults } from "@/lib/results/queries";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const FORMULA = "=cmd|'/c calc'!A1";
const PAIR = [FORMULA, 'plain, with a "comma"'] as [string, string];

const STRANGER = { kind: "account", accountId: "01890000-0000-7000-8000-000000000001", role: "owner" } as const;

withTestDatabase();

beforeAll(async () => {
  await makePlainTexts("@set", 20, PAIR);
  const { id } = await createStudy(OPERATOR, { name: "exported", template: "arena", sets: ["@set"], models: PAIR });
  await openStudy(OPERATOR, id);
});

async function readCsv(name: string): Promise<{ bytes: Buffer; rows: Record<string, string>[]; fileName: string }> {
  const { chunks, fileName } = await openVoteCsv(OPERATOR, name);
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  const bytes = Buffer.concat(parts);
  return { bytes, rows: parse(bytes, { columns: true }), fileName };
}

test("a study without votes is a heading", async () => {
  const { bytes, fileName } = await readCsv("exported");
  expect(bytes.toString()).toBe(`${VOTE_CSV_COLUMNS.join(",")}\n`);
  expect(fileName).toMatch(/^exported-votes-[0-9a-f]{8}\.csv$/);
});

test("no cell is a formula to a spreadsheet, and each vote stands as it was cast", async () => {
  const ann = await addRater("exported", "-ann");
  const assignmentId = await castVotes({
    ...{ study: "exported", raterId: ann, prompt: "p1", models: PAIR },
    choices: ["second", "withdrawn", "first"],
  });
  await getPrisma().flag.create({ data: { assignmentId, side: "second", reason: "broken" } });
  await exclude("exported", ann, "+1 of them");
  const { bytes, rows } = await readCsv("exported");
  for (const row of parse(bytes) as string[][]) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(rows).toMatchObject([
    {
      ...{
        assignment_id: assignmentId,
        prompt_set: "'@set",
        prompt: "p1",
        turn: "",
        rater: "'-ann",
        rater_kind: "human",
      },
      ...{ first_model: `'${FORMULA}`, second_model: PAIR[1], choice: "first", winner: `'${FORMULA}`, revision: "2" },
      ...{ layout: "side_by_side", propensity: "0.5", trial_index: "1", decision_ms: "1000", visible_ms: "" },
      ...{ purpose: "main", excluded: "true", exclusion_reason: "'+1 of them", flags: "second:broken" },
    },
  ]);
  expect(rows[0]?.answered_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("what was said beside the choice stands at the end of its row, and a rater's own words are no formula", async () => {
  const said = [
    { strength: 2, criteria: { helpful: "tie", clear: "first" }, reason: "=HYPERLINK(1)\n\u{1F428}" },
    { flaws: { second: ["rude", "made_up"], first: ["rude"] } },
    { flaws: { first: [], second: [] } },
  ];
  const expected = [
    { strength: "2", criteria: "clear:first;helpful:tie", flaws: "", reason: "'=HYPERLINK(1)\n\u{1F428}" },
    { strength: "", criteria: "", flaws: "first:rude;second:made_up;second:rude", reason: "" },
    { strength: "", criteria: "", flaws: "none", reason: "" },
  ];
  const raterId = await addRater("exported", "r-said");
  const ids: string[] = [];
  for (const [index, answers] of said.entries()) {
    const prompt = `p${index + 2}`;
    const assignmentId = await castVotes({ study: "exported", raterId, prompt, models: PAIR, choices: ["tie"] });
    await getPrisma().vote.create({ data: { assignmentId, revision: 1, choice: "first", ...answers } });
    ids.push(assignmentId);
  }
  const { rows } = await readCsv("exported");
  expect(rows.filter((row) => ids.includes(row.assignment_id ?? ""))).toMatchObject(
    expected.map((cells) => ({ ...cells, choice: "first", expected: "", passed: "" })),
  );
});

test("its rows, counted, are the results", async () => {
  const choices = ["first", "second", "tie", "both_bad", "cannot_judge", "withdrawn"] as const;
  for (const pseudonym of ["r-1", "r-2", "r-3"]) {
    const raterId = await addRater("exported", pseudonym);
    for (let prompt = 1; prompt <= 20; prompt += 1) {
      const choice = choices[(prompt * 7 + Number(pseudonym.at(-1))) % choices.length] ?? "tie";
      const models: [string, string] = prompt % 2 ? PAIR : [PAIR[1], PAIR[0]];
      const given = choice === "withdrawn" ? (["first", choice] as const) : ([choice] as const);
      await castVotes({ study: "exported", raterId, prompt: `p${prompt}`, models, choices: [...given] });
    }
  }
  const { rows } = await readCsv("exported");
  const counted = rows.filter(
    (row) => row.excluded === "false" && row.purpose === "main" && row.rater_kind === "human",
  );
  const count = (winner: string) => counted.filter((row) => row.winner === winner).length;
  const { matrix, votes } = await getResults(OPERATOR, "exported");
  expect(matrix).toHaveLength(1);
  expect(matrix[0]).toMatchObject({
    winsA: count(`'${FORMULA}`),
    winsB: count(PAIR[1]),
    ties: count("tie"),
    bothBad: count("both_bad"),
    cannotJudge: count("cannot_judge"),
  });
  expect(votes).toBe(counted.length - count("cannot_judge"));
  expect(rows.map((row) => row.assignment_id)).toEqual(rows.map((row) => row.assignment_id).sort());
});

test("pages join without a gap or a repeat, and the same study gives the same bytes", async () => {
  const raterId = await addRater("exported", "r-many");
  const comparison = await getPrisma().comparison.findFirstOrThrow({ where: { study: { name: "exported" } } });
  // past one page of 1,000, as repeats of one comparison
  await getPrisma().$executeRaw`
    WITH made AS (
      INSERT INTO assignments (id, state, occasion, first_is_a, comparison_id, rater_id)
      SELECT gen_random_uuid(), 'done', n, true, ${comparison.id}::uuid, ${raterId}::uuid FROM generate_series(1, 2300) n
      RETURNING id)
    INSERT INTO votes (id, choice, assignment_id) SELECT gen_random_uuid(), 'tie', id FROM made`;
  const { rows, bytes } = await readCsv("exported");
  expect(new Set(rows.map((row) => row.assignment_id)).size).toBe(rows.length);
  expect(rows.filter((row) => row.rater === "r-many")).toHaveLength(2300);
  expect((await readCsv("exported")).bytes.equals(bytes)).toBe(true);
});

test("the dataset card says what the file holds, whatever names there are, and is for those who may read the study", async () => {
  const { chunks, writer } = await openVoteCsv(OPERATOR, "exported");
  let next = await chunks.next();
  while (!next.done) next = await chunks.next();
  const written = { writer, summary: next.value, fileName: "out/votes.csv", licence: "cc-by-4.0" };
  const card = await getDatasetCard(OPERATOR, "exported", written);
  expect(card).toContain(`blind comparisons of ${FORMULA.replaceAll("|", "\\|")}, plain, with a "comma" on @set.`);
  expect(card).toContain('license: "cc-by-4.0"');
  expect(card).toContain('path: "votes.csv"');
  expect(card).toContain(`- Rows: ${next.value.rows}, from ${next.value.rows} of ${next.value.rows} votes.`);
  await expect(getDatasetCard(STRANGER, "exported", written)).rejects.toMatchObject({ code: "not_found" });
});

test("a study that is not one's own is refused before the first byte", async () => {
  await expect(openVoteCsv(STRANGER, "exported")).rejects.toMatchObject({ code: "not_found" });
});
