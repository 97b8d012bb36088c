import { expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf, textFile } from "@/lib/imports/testing/files";
import { addVotes, battle, said, vote } from "@/lib/imports/testing/votes";
import { protocolSchema } from "@/lib/studies/schema";

withTestDatabase();

type Row = { line: number; rater: string; first: string; second: string; choice: string; occasion: number };

/** The votes of a study by line, as the database has them, sides put back. */
async function listVotes(study: string): Promise<Row[]> {
  const { rows } = await getPool().query<Row>(
    `SELECT v.import_line AS line, r.pseudonym AS rater, v.choice, a.occasion,
       CASE WHEN a.first_is_a THEN ma.name ELSE mb.name END AS first,
       CASE WHEN a.first_is_a THEN mb.name ELSE ma.name END AS second
     FROM studies s JOIN comparisons c ON c.study_id = s.id JOIN assignments a ON a.comparison_id = c.id
     JOIN votes v ON v.assignment_id = a.id JOIN raters r ON r.id = a.rater_id
     JOIN models ma ON ma.id = c.model_a_id JOIN models mb ON mb.id = c.model_b_id
     WHERE s.name = $1 ORDER BY v.created_at, v.import_line`,
    [study],
  );
  return rows;
}

test("each row is one vote, with the sides as the file has them", async () => {
  const rows = [
    vote(),
    vote({ judge: "ben", model_a: "n", model_b: "m", winner: "model_b" }),
    vote({ judge: "ben", turn: 2, winner: "tie" }),
    vote({ judge: "cy", question_id: 82, model_a: "o", winner: "tie (bothbad)" }),
  ];
  const imported = await addVotes("sides", rows);
  expect(imported).toEqual({
    status: "imported",
    study: "sides",
    votes: 4,
    raters: 3,
    comparisons: 3,
    prompts: 2,
    models: 3,
  });
  expect((await listVotes("sides")).map(({ first, second, choice }) => [first, second, choice])).toEqual([
    ["m", "n", "first"],
    ["n", "m", "second"],
    ["m", "n", "tie"],
    ["o", "n", "both_bad"],
  ]);
  const { comparisons } = await getPrisma().study.findUniqueOrThrow({
    where: { name: "sides" },
    include: { comparisons: { include: { prompt: true, assignments: true }, orderBy: { id: "asc" } } },
  });
  expect(
    comparisons.map(({ prompt, turn, capacity, open, done }) => [prompt.externalId, turn, capacity, open, done]),
  ).toEqual([
    ["81", 1, 2, 0, 2],
    ["81", 2, 1, 0, 1],
    ["82", 1, 1, 0, 1],
  ]);
  for (const { assignments, firstA } of comparisons) {
    expect(firstA).toBe(assignments.filter(({ firstIsA }) => firstIsA).length);
    expect(
      assignments.every(({ propensity, trialIndex, state }) => !propensity && !trialIndex && state === "done"),
    ).toBe(true);
  }
});

test("an imported study is closed, has a valid protocol and no hash, and raters by pseudonym only", async () => {
  await addVotes("shape", [vote(), vote({ judge: ["gpt-4", "pair-v2"], winner: "both_bad" })]);
  const study = await getPrisma().study.findUniqueOrThrow({
    where: { name: "shape" },
    include: { raters: { orderBy: { kind: "asc" } }, models: true, promptSets: { include: { promptSet: true } } },
  });
  expect(study).toMatchObject({ origin: "imported", status: "closed", template: "arena", protocolHash: null });
  expect(protocolSchema.parse(study.protocol)).toMatchObject({
    models: ["m", "n"],
    pairs: [["m", "n"]],
    choices: ["first", "second", "tie", "both_bad"],
    votesPerComparison: 2,
  });
  expect(study.models).toHaveLength(2);
  expect(study.promptSets[0]?.promptSet).toMatchObject({ name: "shape", version: 1, source: "mt-bench-votes" });
  expect(study.promptSets[0]?.promptSet.sealedAt).not.toBeNull();
  expect(study.raters.map(({ kind, cameBy }) => [kind, cameBy])).toEqual([
    ["human", "import"],
    ["model", "import"],
  ]);
  for (const { pseudonym, sourceHash } of study.raters) {
    expect(pseudonym).toMatch(/^r-[a-z0-9]+$/);
    expect(sourceHash).toHaveLength(32);
  }
  expect(JSON.stringify(study.raters)).not.toContain("ann");
});

test("one judge in two studies is two raters that cannot be joined", async () => {
  await addVotes("joined 1", [vote()]);
  await addVotes("joined 2", [vote()]);
  const raters = await getPrisma().rater.findMany({ where: { study: { name: { startsWith: "joined" } } } });
  expect(new Set(raters.map(({ pseudonym }) => pseudonym)).size).toBe(2);
  expect(new Set(raters.map(({ sourceHash }) => Buffer.from(sourceHash ?? []).toString("hex"))).size).toBe(2);
});

test("a judge who votes again on one unit has a further occasion: both count", async () => {
  await addVotes("again", [vote(), vote({ judge: "ben" }), vote({ winner: "tie" })]);
  expect((await listVotes("again")).map(({ line, choice, occasion }) => [line, choice, occasion])).toEqual([
    [1, "first", 0],
    [2, "first", 0],
    [3, "tie", 1],
  ]);
});

test("the same file again changes nothing and says so; a further file adds its votes", async () => {
  await addVotes("more", [vote()]);
  const before = await countRows();
  expect(await addVotes("more", [vote()])).toMatchObject({ status: "unchanged", votes: 1 });
  expect(await countRows()).toEqual(before);

  const further = [
    vote({ winner: "tie" }),
    vote({ judge: "ben" }),
    vote({ judge: "ben", question_id: 99, model_b: "p" }),
  ];
  expect(await addVotes("more", further)).toMatchObject({ status: "imported", votes: 3 });
  const study = await getPrisma().study.findUniqueOrThrow({
    where: { name: "more" },
    include: {
      comparisons: { orderBy: { id: "asc" }, include: { prompt: { include: { promptSet: true } }, assignments: true } },
      raters: true,
    },
  });
  expect(study.raters).toHaveLength(2);
  expect(
    study.comparisons.map(({ prompt, done, capacity }) => [
      prompt.externalId,
      prompt.promptSet.version,
      done,
      capacity,
    ]),
  ).toEqual([
    ["81", 1, 3, 3],
    ["99", 2, 1, 1],
  ]);
  expect(study.comparisons[0]?.assignments.map(({ occasion }) => occasion).sort()).toEqual([0, 0, 1]);
  expect(study.comparisons[0]?.firstA).toBe(
    study.comparisons[0]?.assignments.filter(({ firstIsA }) => firstIsA).length,
  );
  expect(protocolSchema.parse(study.protocol)).toMatchObject({ models: ["m", "n", "p"] });
});

test("conversations bring their prompts and responses, and votes their time", async () => {
  const rows = [
    battle("q1"),
    battle("q2", { conversation_b: said("ask q2", "\u200b") }),
    battle("q1", { judge: "other" }),
  ];
  await addVotes("arena", rows, { format: "arena" });
  const study = await getPrisma().study.findUniqueOrThrow({
    where: { name: "arena" },
    include: {
      comparisons: {
        orderBy: { id: "asc" },
        include: { prompt: true, modelA: true, responseA: true, modelB: true, responseB: true },
      },
    },
  });
  expect(study.comparisons).toHaveLength(2);
  for (const { prompt, turn, modelA, responseA, modelB, responseB } of study.comparisons) {
    expect(turn).toBeNull();
    expect(prompt.turns).toEqual([{ text: `ask ${prompt.externalId}`, input: null }]);
    expect(responseA).toMatchObject({ modelId: modelA.id, promptId: prompt.id });
    expect(responseB).toMatchObject({ modelId: modelB.id, promptId: prompt.id });
  }
  const responses = await getPrisma().response.findMany({ where: { prompt: { promptSet: { name: "arena" } } } });
  expect(responses.map(({ turns, isEmpty }) => [turns[0], isEmpty]).sort()).toEqual([
    ["m to q1", false],
    ["m to q2", false],
    ["n to q1", false],
    ["\u200b", true],
  ]);
  expect(study.openedAt).toEqual(new Date(1_682_351_591_500));
  const [first] = await getPrisma().vote.findMany({ where: { assignment: { comparison: { studyId: study.id } } } });
  expect(first?.createdAt).toEqual(new Date(1_682_351_591_500));
});

test("another text by the same model to the same prompt is a further sample and another comparison", async () => {
  await addVotes("samples", [battle("q1"), battle("q1", { conversation_a: said("ask q1", "m again") })], {
    format: "arena",
  });
  const samples = await getPrisma().response.findMany({
    where: { prompt: { promptSet: { name: "samples" } }, model: { name: "m" } },
    orderBy: { sample: "asc" },
  });
  expect(samples.map(({ sample, turns }) => [sample, turns])).toEqual([
    [0, ["m to q1"]],
    [1, ["m again"]],
  ]);
  expect(await getPrisma().comparison.count({ where: { study: { name: "samples" } } })).toBe(2);
});

test("with --set, votes attach to the prompts of that set", async () => {
  const prompts = fileOf([{ id: "81", turns: ["one", "two"] }]);
  await importPrompts(OPERATOR, prompts, { format: "jsonl", set: "questions" });
  await addVotes("attached", [vote()], { set: "questions" });
  const comparison = await getPrisma().comparison.findFirstOrThrow({
    where: { study: { name: "attached" } },
    include: { prompt: { include: { promptSet: true } } },
  });
  expect(comparison.prompt.promptSet.name).toBe("questions");
  expect(comparison.responseAId).toBeNull();
  expect(await getPrisma().promptSet.count({ where: { name: "attached" } })).toBe(0);
});

test("columns of a CSV file may be named", async () => {
  const csv = "a,b,verdict,who,q\nm,n,left,ann,1\nn,m,tie,ben,1\n";
  const options = {
    format: "csv" as const,
    study: "csv",
    columns: { left: "a", right: "b", winner: "verdict", rater: "who", prompt: "q" },
  };
  expect(await importVotes(OPERATOR, textFile(csv, "v.csv"), options)).toMatchObject({ votes: 2, comparisons: 1 });
  const unnamed = importVotes(OPERATOR, textFile(csv, "v.csv"), { format: "csv", study: "csv 2" });
  await expect(unnamed).rejects.toThrow(
    /^v\.csv, line 1: the columns .* are missing\. Say which they are with --columns /,
  );
});
