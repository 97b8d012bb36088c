import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { importVotes } from "@/lib/imports/commands/import-votes";
import { publishedFile } from "@/lib/imports/testing/files";
import { getRedis } from "@/lib/redis/client";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import type { Analysis, AnalysisOptions, Estimated, Figure } from "@/lib/results/analysis-schema";
import { getAnalysis, getResults } from "@/lib/results/queries";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { analyseInThread, closeAnalysisThread } from "@/lib/results/thread/run-in-thread";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";
import { announceVotes, readVersion } from "@/lib/votes/results-version";

// in this order, so that the reference has the highest id and its pairs are stored the other way round
const MODELS = ["vicuna-13b", "alpaca-13b", "koala-13b"];
const USUAL = toDefaultOptions(null);

withTestDatabase();

let studyId: string;

beforeAll(async () => {
  for (const model of MODELS) await makePlainTexts(`warm-up ${model}`, 1, [model]);
  await makePlainTexts("koala set", 4, MODELS, "koala-test-set");
  await makePlainTexts("other set", 2, MODELS, "mt-bench");
  const parts = { sets: ["koala set", "other set"], models: ["koala-13b", "alpaca-13b", "vicuna-13b"] };
  const primaryContrast: [string, string] = ["koala-13b", "alpaca-13b"];
  const analysis = { equivalenceMargin: 0.1, primaryContrast };
  const study = await createStudy(OPERATOR, {
    ...{ name: "s", template: "koala-2023", reference: "koala-13b", ...parts, analysis },
  });
  studyId = study.id;
  await openStudy(OPERATOR, studyId);
  await vote("r-ann", ["first", "first", "second", "tie"]);
  await vote("r-ben", ["first", "second", "first", "first"]);
  await vote("r-bad", ["second", "second", "second", "cannot_judge"]);
  await vote("r-bot", ["first", "first", "first", "first"], "model");
});

afterAll(async () => {
  await closeAnalysisThread();
});

type Choice = "first" | "second" | "tie" | "cannot_judge";

/** Koala against Alpaca on the prompts of the first set, by turns on either side. */
async function vote(pseudonym: string, choices: Choice[], kind: "human" | "model" = "human"): Promise<void> {
  const raterId = await addRater("s", pseudonym, kind);
  for (const [place, choice] of choices.entries()) {
    const models: [string, string] = place % 2 === 0 ? ["koala-13b", "alpaca-13b"] : ["alpaca-13b", "koala-13b"];
    const cast = { study: "s", promptSet: "koala set", raterId, prompt: `p${place + 1}`, models };
    await castVotes({ ...cast, choices: [choice], decisionMs: 7000 + 1000 * place });
  }
}

const ask = (options: Partial<AnalysisOptions> = {}) => getAnalysis(OPERATOR, "s", { ...USUAL, ...options });

/** The matrix of an analysis as `getResults` gives it. */
function toMatrix({ pairs }: Analysis) {
  return pairs.map(({ promptSet, model, opponent, better, worse, tied, ...pair }) => {
    const { bothBad, cannotJudge, votes, raters, prompts } = pair;
    const sides = { modelA: model, modelB: opponent, winsA: better, winsB: worse, ties: tied };
    return { promptSet, ...sides, bothBad, cannotJudge, votes, raters, prompts };
  });
}

async function expectTallied(): Promise<Analysis> {
  await announceVotes(studyId);
  const analysis = await askNewest();
  const { matrix, votes, raters, prompts } = await getResults(OPERATOR, "s");
  expect(toMatrix(analysis)).toEqual(matrix);
  expect(analysis).toMatchObject({ votes, raters, prompts });
  return analysis;
}

/** Comes again until the analysis is that of the newest votes, as a page does. */
async function askNewest(): Promise<Analysis> {
  const version = await readVersion(studyId);
  let analysis = await ask();
  while (analysis.version !== version) analysis = await ask();
  return analysis;
}

test("counts are the tally's, also when a rater is excluded, and with a figure, a reason or null everywhere", async () => {
  const analysis = await expectTallied();
  expect(analysis.pairs[0]).toMatchObject({ model: "koala-13b", opponent: "alpaca-13b", votes: 11, cannotJudge: 1 });
  expect(analysis.pairs[0]?.verdict).toMatchObject({ kind: "inconclusive", finding: "Inconclusive." });
  expect(analysis.pairs[1]?.verdict.finding).toBe("Cannot be estimated, because there are no votes on this pair yet.");
  expect(analysis.defaults.equivalenceMargin).toBe(0.1);
  expect(analysis.primaryContrast).toEqual(["koala-13b", "alpaca-13b"]);
  expect(analysis.progress.votesWanted).toBe(6 * 2 * 5);
  expect(analysis.quality.decisionTimes.reduce((sum, { votes }) => sum + votes, 0)).toBe(12);
  expect(analysis.quality.raters.map(({ pseudonym }) => pseudonym).sort()).toEqual([
    "r-ann",
    "r-bad",
    "r-ben",
    "r-bot",
  ]);
  const rater = await getPrisma().rater.findFirstOrThrow({ where: { pseudonym: "r-bad" } });
  await exclude("s", rater.id, "Always the second.");
  const without = await expectTallied();
  expect(without.pairs[0]).toMatchObject({ better: 4, tied: 1, worse: 3, votes: 8, raters: 2, prompts: 4 });
  expect(without.quality.exclusions).toMatchObject({ raters: 1, votes: 4 });
  expect((await ask({ withExcluded: true })).pairs[0]).toMatchObject({ votes: 11 });
});

// the judge and r-ann say the same of two prompts, the judge and r-ben of three
test("models as judges are counted nowhere, and stand beside the raters", async () => {
  const { quality, votes } = await ask();
  expect(votes).toBe(8);
  expect(quality.humanModelAgreement).toMatchObject({ ok: true, value: { value: 0.625 } });
  expect(quality.raters.find(({ pseudonym }) => pseudonym === "r-bot")).toMatchObject({ kind: "model", votes: 4 });
});

test("a set is shown by itself, with p-values adjusted over the whole study; one that is not there shows nothing", async () => {
  const { pairs, leaderboard, filters, methods } = await ask({ promptSet: "koala set" });
  expect(pairs.map(({ promptSet }) => promptSet)).toEqual(["koala set", "koala set"]);
  expect(pairs[0]?.holmP).toEqual((await ask()).pairs[0]?.holmP);
  expect(methods.test).toContain("4 declared comparisons");
  expect(filters.promptSets).toEqual(["koala set", "other set"]);
  expect(leaderboard.rows).toMatchObject({ ok: true, value: [{ model: "koala-13b" }, { model: "alpaca-13b" }] });
  expect(await ask({ promptSet: "nowhere" })).toMatchObject({ pairs: [], votes: 0 });
});

test("asked by many at once, it is computed once, and no more than once a second while votes come in", async () => {
  const options = { aggregation: "prompts" } as const;
  const many = await Promise.all(Array.from({ length: 20 }, () => ask(options)));
  expect(new Set(many.map(({ computedAt }) => computedAt)).size).toBe(1);
  const until = Date.now() + 3_500;
  const computed = new Set<string>();
  while (Date.now() < until) {
    await announceVotes(studyId);
    for (const { computedAt } of await Promise.all([ask(options), ask(options)])) computed.add(computedAt);
  }
  expect(computed.size).toBeGreaterThanOrEqual(2);
  expect(computed.size).toBeLessThanOrEqual(5);
});

test("an old result says that it is old, and the newest is there soon after", async () => {
  const before = await askNewest();
  await announceVotes(studyId);
  const after = await askNewest();
  expect(Number(after.version)).toBeGreaterThan(Number(before.version));
  expect({ ...after, version: "", computedAt: "" }).toEqual({ ...before, version: "", computedAt: "" });
});

test("a Redis that lost everything, and a thread that died, are made up for", async () => {
  await askNewest();
  await getRedis().flushdb();
  await closeAnalysisThread();
  expect((await ask()).votes).toBe(8);
});

test.skipIf(lacksSharedData())("the published agreement of MT-Bench's raters is found again", async () => {
  await importVotes(OPERATOR, publishedFile("mtbench/human.jsonl"), { format: "mt-bench", study: "mt-bench" });
  const { quality, votes, pairs, headline } = await getAnalysis(OPERATOR, "mt-bench", USUAL);
  expect(votes).toBe(3355);
  const find = (wanted: string) => quality.agreement.find(({ measure }) => measure === wanted)?.withTies;
  expect(toValue(find("krippendorff_nominal"))).toBeCloseTo(0.4855, 4);
  expect(toValue(find("raw"))).toBeCloseTo(0.6554, 4);
  expect(pairs).toHaveLength(15);
  // which response stood first is not in the file
  expect(quality.sideBias.firstRate.ok).toBe(false);
  expect(headline).toMatch(/^In \d+ of 15 comparisons one of the two is preferred\./);
});

function toValue(figure: Figure<Estimated> | undefined): number | undefined {
  return figure?.ok ? figure.value.value : undefined;
}

test("a computation that takes too long is ended with a sentence, and the next one has a new thread", async () => {
  const request = { studyId, version: null, options: USUAL };
  await expect(analyseInThread(request, 1)).rejects.toMatchObject({ code: "unavailable" });
  expect(JSON.parse(await analyseInThread(request)).votes).toBe(8);
  await expect(analyseInThread({ ...request, studyId: uuidv7() })).rejects.toThrow("no study with this id");
});

test("nobody reads the analysis of a study that is not published", async () => {
  await expect(getAnalysis(null, "s", USUAL)).rejects.toMatchObject({ code: "not_found" });
});
