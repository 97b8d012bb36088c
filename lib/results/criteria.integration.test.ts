import { beforeAll, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import type { AskedPair } from "@/lib/results/asked-schema";
import { getAskedResults } from "@/lib/results/queries";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";
import type { VoteRequest } from "@/lib/votes/schema";

// the reference last, so that its pairs are stored the other way round
const MODELS = ["vicuna-13b", "koala-13b"];
const USUAL = toDefaultOptions(null);
const ASKS = {
  strength: 5 as const,
  criteria: [
    { name: "clear", question: { en: "Which is clearer?" } },
    { name: "kind", question: { en: "Which is kinder?" } },
  ],
  flaws: [{ name: "rude", label: { en: "Rude" } }],
};

withTestDatabase();

beforeAll(async () => {
  await makePlainTexts("set", 4, MODELS);
  for (const [name, asks] of [
    ["asks", ASKS],
    ["plain", undefined],
  ] as const) {
    const parts = { sets: ["set"], models: MODELS, reference: "koala-13b", asks };
    const { id } = await createStudy(OPERATOR, { name, template: "koala-2023", ...parts });
    await openStudy(OPERATOR, id);
  }
});

type Said = Pick<VoteRequest, "choice" | "strength" | "criteria" | "flaws">;

/** Koala stands first on the first and third prompt. */
async function say(pseudonym: string, said: Said[]): Promise<string> {
  const raterId = await addRater("asks", pseudonym);
  const prompts = await getPrisma().prompt.findMany({ orderBy: { position: "asc" } });
  for (const [place, { choice, ...answers }] of said.entries()) {
    const models: [string, string] = place % 2 === 0 ? ["koala-13b", "vicuna-13b"] : ["vicuna-13b", "koala-13b"];
    const prompt = prompts[place]?.externalId ?? "";
    // votes are never changed: the one with the answers is the next revision
    const assignmentId = await castVotes({ study: "asks", raterId, prompt, models, choices: [choice] });
    await getPrisma().vote.create({ data: { assignmentId, revision: 1, choice, ...answers } });
  }
  return raterId;
}

test("criteria, strength and flaws are seen from the models, whichever stood first", async () => {
  const bad = { flaws: { first: [], second: ["rude"] } };
  await say("r-ann", [
    { choice: "first", strength: 5, criteria: { clear: "first", kind: "tie" }, ...bad },
    {
      choice: "second",
      strength: 2,
      criteria: { clear: "first", kind: "second" },
      flaws: { first: ["rude"], second: [] },
    },
    { choice: "tie", criteria: { clear: "first", kind: "tie" }, flaws: { first: [], second: [] } },
  ]);
  await say("r-ben", [
    { choice: "second", strength: 1, criteria: { clear: "second", kind: "tie" }, ...bad },
    {
      choice: "second",
      strength: 3,
      criteria: { clear: "second", kind: "first" },
      flaws: { first: [], second: ["rude"] },
    },
    { choice: "cannot_judge" },
  ]);
  await exclude("asks", await say("r-bad", [{ choice: "first", strength: 5, criteria: { clear: "first", kind: "first" }, ...bad }]), "by hand"); // biome-ignore format: one vote

  const asked = await getAskedResults(OPERATOR, "asks", USUAL);
  expect(asked).toMatchObject({ points: 5, criteria: [{ name: "clear" }, { name: "kind" }] });
  const [pair, ...others] = asked?.pairs ?? [];
  expect(others).toEqual([]);
  expect(pair).toMatchObject({
    ...{ promptSet: "set", model: "koala-13b", opponent: "vicuna-13b" },
    criteria: [
      // Ann: Koala, Vicuna, Koala; Ben: Vicuna, Koala
      { name: "clear", better: 3, tied: 0, worse: 2, votes: 5, difference: { ok: true } },
      // Ann: tie, Koala, tie; Ben: tie, Vicuna
      { name: "kind", better: 1, tied: 3, worse: 1, votes: 5 },
    ],
    // Ann 5 and 2, Ben 3 for Koala; Ben 1 for Vicuna
    strength: { better: { votes: 3, mean: 10 / 3 }, worse: { votes: 1, mean: 1 } },
  });
  const { difference } = (pair as AskedPair).criteria[0] ?? {};
  expect(difference).toMatchObject({ value: { value: 0.2, interval: { low: expect.any(Number) } } });
  expect(asked?.models).toEqual([
    { model: "koala-13b", responses: 5, ticked: { rude: 1 } },
    { model: "vicuna-13b", responses: 5, ticked: { rude: 3 } },
  ]);

  const everyone = await getAskedResults(OPERATOR, "asks", { ...USUAL, withExcluded: true });
  expect(everyone?.pairs[0]?.criteria[0]).toMatchObject({ better: 4, worse: 2, votes: 6 });
  const nowhere = await getAskedResults(OPERATOR, "asks", { ...USUAL, category: "none" });
  expect(nowhere?.pairs[0]).toMatchObject({ criteria: [{ votes: 0, difference: { ok: false } }, { votes: 0 }] });
});

test("a study that asks for the choice alone has nothing of it", async () => {
  expect(await getAskedResults(OPERATOR, "plain", USUAL)).toBeNull();
});
