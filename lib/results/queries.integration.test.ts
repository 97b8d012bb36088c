import { beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { getMatrix, getPublishedResults, getResults } from "@/lib/results/queries";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { publishStudy, unpublishStudy } from "@/lib/studies/commands/publish-study";
import { getProgress } from "@/lib/studies/queries/progress";
import { latestVotes, listRaters } from "@/lib/studies/queries/raters";
import { makePlainTexts, makeTexts } from "@/lib/studies/testing/make-texts";

// in this order, so that the reference has the highest id and its pairs are stored the other way round
const MODELS = ["vicuna-13b", "alpaca-13b", "koala-13b"];
const LISTED = ["koala-13b", "alpaca-13b", "vicuna-13b"];
const NOTHING = { winsA: 0, winsB: 0, ties: 0, bothBad: 0, cannotJudge: 0, votes: 0, raters: 0, prompts: 0 };
const A = ["koala-13b", "alpaca-13b"] as [string, string];
const V = ["vicuna-13b", "koala-13b"] as [string, string];

withTestDatabase();

beforeAll(async () => {
  for (const model of MODELS) await makePlainTexts(`warm-up ${model}`, 1, [model]);
  await makePlainTexts("koala set", 3, MODELS, "koala-test-set");
  await makePlainTexts("other set", 2, MODELS, "mt-bench");
});

async function makeStudy(
  name: string,
  template: "koala-2023" | "arena" = "koala-2023",
  beforeOpening: (studyId: string) => Promise<unknown> = async () => {},
): Promise<void> {
  const reference = template === "arena" ? null : "koala-13b";
  const sets = ["koala set", "other set"];
  const { id } = await createStudy(OPERATOR, { name, template, sets, models: LISTED, reference });
  await beforeOpening(id);
  await openStudy(OPERATOR, id);
}

/** A comparison with a known answer: koala against alpaca on the second prompt. */
async function addGold(studyId: string): Promise<void> {
  const prompt = { externalId: "p2", promptSet: { name: "koala set" } };
  const responses = await getPrisma().response.findMany({
    where: { prompt, model: { name: { in: A } } },
    orderBy: { modelId: "asc" },
  });
  const [a, b] = responses;
  if (!a || !b) throw new Error("no responses");
  const sides = { modelAId: a.modelId, modelBId: b.modelId, responseAId: a.id, responseBId: b.id };
  await getPrisma().comparison.create({
    data: { studyId, purpose: "gold", expected: "a", promptId: a.promptId, capacity: 9, ...sides },
  });
}

test("hand-made votes are counted from the reference's side, the last on each assignment, without undone ones", async () => {
  await makeStudy("counted");
  const [ann, ben] = [await addRater("counted", "r-ann"), await addRater("counted", "r-ben")];
  const cast = { study: "counted", promptSet: "koala set" };
  await castVotes({ ...cast, raterId: ann, prompt: "p1", models: A, choices: ["first"] });
  await castVotes({ ...cast, raterId: ann, prompt: "p2", models: [A[1], A[0]], choices: ["first"] });
  await castVotes({ ...cast, raterId: ann, prompt: "p3", models: A, choices: ["tie"] });
  await castVotes({ ...cast, raterId: ben, prompt: "p1", models: A, choices: ["second", "withdrawn", "first"] });
  await castVotes({ ...cast, raterId: ben, prompt: "p2", models: A, choices: ["first", "withdrawn"] });
  await castVotes({ ...cast, raterId: ben, prompt: "p3", models: A, choices: ["cannot_judge"] });
  await castVotes({ ...cast, raterId: ben, prompt: "p2", models: V, choices: ["first"] });

  const results = await getResults(OPERATOR, "counted");
  expect(results).toMatchObject({ study: "counted", votes: 5, raters: 2, prompts: 3 });
  expect(results.protocolHash).toMatch(/^[0-9a-f]{64}$/);
  const koala = { promptSet: "koala set", modelA: "koala-13b" };
  const other = { promptSet: "other set", modelA: "koala-13b" };
  expect(results.matrix).toEqual([
    {
      ...NOTHING,
      ...koala,
      modelB: "alpaca-13b",
      winsA: 2,
      winsB: 1,
      ties: 1,
      cannotJudge: 1,
      votes: 4,
      raters: 2,
      prompts: 3,
    },
    { ...NOTHING, ...koala, modelB: "vicuna-13b", winsB: 1, votes: 1, raters: 1, prompts: 1 },
    { ...NOTHING, ...other, modelB: "alpaca-13b" },
    { ...NOTHING, ...other, modelB: "vicuna-13b" },
  ]);
});

test("left out are excluded raters while excluded, models as judges, and checks", async () => {
  await makeStudy("filtered", "koala-2023", addGold);
  const [ann, bot, bad] = [
    await addRater("filtered", "r-ann"),
    await addRater("filtered", "r-bot", "model"),
    await addRater("filtered", "r-bad"),
  ];
  for (const raterId of [ann, bot, bad]) {
    const choices = raterId === ann ? (["first"] as const) : (["second"] as const);
    await castVotes({
      study: "filtered",
      promptSet: "koala set",
      raterId,
      prompt: "p1",
      models: A,
      choices: [...choices],
    });
  }
  await castVotes({ study: "filtered", raterId: ann, prompt: "p2", models: A, choices: ["second"], purpose: "gold" });
  await exclude("filtered", bad, "Answers faster than anyone can read.");
  expect((await getResults(OPERATOR, "filtered")).matrix[0]).toMatchObject({ winsA: 1, winsB: 0, votes: 1, raters: 1 });
  expect(await listRaters(OPERATOR, "filtered")).toMatchObject([
    { pseudonym: "r-ann", kind: "human", votes: 1, isExcluded: false },
    { pseudonym: "r-bad", isExcluded: true, exclusionReason: "Answers faster than anyone can read." },
    { pseudonym: "r-bot", kind: "model", medianDecisionMs: 1000 },
  ]);
  await getPrisma().exclusion.updateMany({ where: { raterId: bad }, data: { undoneAt: new Date() } });
  expect((await getResults(OPERATOR, "filtered")).matrix[0]).toMatchObject({ winsA: 1, winsB: 1, votes: 2, raters: 2 });
});

test("a reference's opponents stand in the order in which the study lists its models, in the numbers and the figure", async () => {
  const study = { name: "listed", template: "koala-2023" as const, sets: ["koala set"], reference: "koala-13b" };
  await createStudy(OPERATOR, { ...study, models: ["vicuna-13b", "koala-13b", "alpaca-13b"] });
  const { matrix } = await getResults(OPERATOR, "listed");
  expect(matrix.map((row) => row.modelB)).toEqual(["vicuna-13b", "alpaca-13b"]);
  const { panels } = await getMatrix(OPERATOR, "listed");
  expect(panels[0]?.bars.map((bar) => bar.opponent)).toEqual(["vicuna-13b", "alpaca-13b"]);
});

test("without a reference pairs stand by name, and both bad is a count of its own", async () => {
  await makeStudy("arena", "arena");
  const ann = await addRater("arena", "r-ann");
  const cast = { study: "arena", promptSet: "koala set", raterId: ann };
  await castVotes({ ...cast, prompt: "p1", models: ["vicuna-13b", "alpaca-13b"], choices: ["first"] });
  await castVotes({ ...cast, prompt: "p2", models: ["vicuna-13b", "alpaca-13b"], choices: ["both_bad"] });
  const { panels, offersBothBad, votesWanted } = await getMatrix(OPERATOR, "arena");
  expect({ offersBothBad, votesWanted }).toEqual({ offersBothBad: true, votesWanted: 5 * 3 * 5 });
  expect(panels[0]?.reference).toBeNull();
  expect(panels[0]?.bars.map(({ model, opponent }) => `${model} v ${opponent}`)).toEqual([
    "alpaca-13b v koala-13b",
    "alpaca-13b v vicuna-13b",
    "koala-13b v vicuna-13b",
  ]);
  expect(panels[0]?.bars[1]).toMatchObject({
    better: 0,
    worse: 1,
    bothBad: 1,
    votes: 2,
    published: null,
    reason: null,
  });
});

test("the published figures stand beside the koala test set of a koala-2023 study and no other", async () => {
  const { panels } = await getMatrix(OPERATOR, "counted");
  expect(panels.map(({ promptSet, reference }) => [promptSet, reference])).toEqual([
    ["koala set", "koala-13b"],
    ["other set", "koala-13b"],
  ]);
  expect(panels[0]?.bars.map(({ opponent, published }) => [opponent, published])).toEqual([
    ["alpaca-13b", { better: 48, tied: 22, worse: 30 }],
    ["vicuna-13b", null],
  ]);
  expect(panels[1]?.bars.every(({ published }) => published === null)).toBe(true);
});

test("a bar that cannot be drawn says why", async () => {
  await makeTexts({
    set: "half answered",
    prompts: [["Hello"], ["Bye"]],
    responses: { "koala-13b": [["Hi"], ["Bye"]], "alpaca-13b": [["Hi"], null], "vicuna-13b": [null, null] },
  });
  const parts = { template: "koala-2023", models: LISTED, reference: "koala-13b" } as const;
  const { id } = await createStudy(OPERATOR, { name: "half", sets: ["half answered"], ...parts });
  const reasons = async () => (await getMatrix(OPERATOR, "half")).panels[0]?.bars.map(({ reason }) => reason);
  expect(await reasons()).toEqual(Array(2).fill("The study is not open yet."));
  await openStudy(OPERATOR, id);
  const nothing = "No prompt of this set has a response by both models that raters may be shown.";
  expect(await reasons()).toEqual(["There are no votes on this pair yet.", nothing]);
  const ann = await addRater("half", "r-ann");
  await castVotes({ study: "half", raterId: ann, prompt: "p1", models: A, choices: ["cannot_judge"] });
  expect(await reasons()).toEqual(["No rater could judge this pair.", nothing]);
});

test("progress and the latest votes agree with what was cast", async () => {
  const progress = await getProgress(OPERATOR, "counted");
  expect(progress).toMatchObject({ votes: 6, votesWanted: 50, raters: 2, ratingNow: 1 });
  const pair = { promptSet: "koala set", modelA: "koala-13b", modelB: "alpaca-13b" };
  expect(progress.pairs[0]).toEqual({ ...pair, comparisons: 3, votes: 5, votesWanted: 15 });
  const [last, before] = await latestVotes(OPERATOR, "counted", 2);
  expect(last).toMatchObject({ rater: "r-ben", firstModel: "vicuna-13b", choice: "first", winner: "vicuna-13b" });
  expect(before).toMatchObject({ choice: "cannot_judge", winner: null, reason: "subject", promptPosition: 3 });
});

test("results are for anyone once published, and not there before or after", async () => {
  await expect(getPublishedResults("counted")).rejects.toMatchObject({ code: "not_found" });
  await publishStudy(OPERATOR, "counted");
  expect((await getPublishedResults("counted")).votes).toBe(5);
  expect((await getResults(null, "counted")).votes).toBe(5);
  await unpublishStudy(OPERATOR, "counted");
  await expect(getResults(null, "counted")).rejects.toMatchObject({ code: "not_found" });
});
