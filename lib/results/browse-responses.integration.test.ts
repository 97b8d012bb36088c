import { beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { browseResponses } from "@/lib/results/browse-responses";
import { browseSchema } from "@/lib/results/browse-schema";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makeTexts } from "@/lib/studies/testing/make-texts";

const MODELS = ["koala", "alpaca"] as [string, string];

withTestDatabase();

beforeAll(async () => {
  const prompts = Array.from({ length: 12 }, (_, index) => [`Question ${index + 1}`]);
  const answers = prompts.map((_, index) => [`Answer to p${index + 1}`]);
  await makeTexts({
    set: "browsed",
    prompts,
    responses: {
      koala: answers.map((answer, index) => (index === 6 ? ["A 100%_rare\\word"] : answer)),
      alpaca: answers,
    },
  });
  const { id } = await createStudy(OPERATOR, {
    name: "browsed",
    template: "arena",
    sets: ["browsed"],
    models: MODELS,
  });
  await openStudy(OPERATOR, id);
  const raters = await Promise.all(["r1", "r2", "r3"].map((name) => addRater("browsed", name)));
  const cast = (rater: number, prompt: string, choice: "first" | "second" | "tie" | "cannot_judge") =>
    castVotes({ study: "browsed", raterId: raters[rater] ?? "", prompt, models: MODELS, choices: [choice] });
  await cast(0, "p2", "first");
  await cast(1, "p2", "second");
  await cast(0, "p3", "first");
  await cast(1, "p3", "first");
  const flagged = await cast(0, "p4", "tie");
  await getPrisma().flag.create({ data: { assignmentId: flagged, side: "second", reason: "broken" } });
  await cast(1, "p4", "cannot_judge");
  // an excluded rater's vote is there, and makes nothing divided
  await cast(2, "p3", "second");
  await exclude("browsed", raters[2] ?? "", "too_fast");
});

const browse = (given: Record<string, unknown> = {}) => browseResponses(OPERATOR, "browsed", browseSchema.parse(given));
const idsOf = async (given: Record<string, unknown>) =>
  (await browse(given)).prompts.map(({ externalId }) => externalId);

test("the most divided prompt comes first, with every response and every vote, those left out among them", async () => {
  const { prompts, total, pages, mayAmend, pairs } = await browse();
  expect({ total, pages, mayAmend, first: prompts[0]?.externalId }).toEqual({
    total: 12,
    pages: 2,
    mayAmend: true,
    first: "p2",
  });
  expect(pairs.map((pair) => [...pair].sort())).toEqual([["alpaca", "koala"]]);
  expect(prompts[0]?.responses.map(({ model, turns }) => [model, turns])).toEqual([
    ["koala", ["Answer to p2"]],
    ["alpaca", ["Answer to p2"]],
  ]);
  expect(prompts[0]?.comparisons[0]).toMatchObject({ disagreement: 1, isWithdrawn: false });
  const [agreed] = (await browse({ search: "p3" })).prompts;
  expect(agreed?.comparisons[0]?.disagreement).toBe(0);
  expect(
    agreed?.comparisons[0]?.votes.map(({ pseudonym, winner, isExcluded }) => [pseudonym, winner, isExcluded]),
  ).toEqual([
    ["r1", "koala", false],
    ["r2", "koala", false],
    ["r3", "alpaca", true],
  ]);
});

test("filters ask for what raters said, what was reported and words, and pages for the rest", async () => {
  expect(await idsOf({ outcome: "split" })).toEqual(["p2"]);
  expect(await idsOf({ outcome: "unanimous" })).toEqual(["p3"]);
  expect(await idsOf({ outcome: "tie" })).toEqual(["p4"]);
  expect(await idsOf({ outcome: "cannot_judge" })).toEqual(["p4"]);
  expect(await idsOf({ outcome: "flagged" })).toEqual(["p4"]);
  expect(await idsOf({ search: "100%_RARE\\" })).toEqual(["p7"]);
  expect(await idsOf({ search: "question 12" })).toEqual(["p12"]);
  expect(await idsOf({ search: "no such words" })).toEqual([]);
  expect(await idsOf({ pair: "alpaca\nkoala", outcome: "split" })).toEqual(["p2"]);
  expect(await idsOf({ pair: "alpaca\nother" })).toEqual([]);
  expect(await idsOf({ sort: "position", page: "2" })).toEqual(["p11", "p12"]);
  expect(await idsOf({ sort: "position", page: "99" })).toEqual(["p11", "p12"]);
  expect(await idsOf({ page: "nonsense", outcome: "nothing", sort: "position" })).toHaveLength(10);
});

test("whose study it is not finds nothing", async () => {
  const stranger = { kind: "account", accountId: crypto.randomUUID(), role: "owner" } as const;
  await expect(browseResponses(stranger, "browsed", browseSchema.parse({}))).rejects.toMatchObject({
    code: "not_found",
  });
});
