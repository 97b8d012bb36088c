import { beforeAll, describe, expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { lacksSharedData } from "@/lib/formats/testing/shared-data";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { countRows } from "@/lib/imports/testing/count-rows";
import { fileOf, publishedFile } from "@/lib/imports/testing/files";
import { listModels } from "@/lib/models/queries";
import { getPromptSet } from "@/lib/prompts/queries";
import { listModelCoverage, listResponses } from "@/lib/responses/queries";

withTestDatabase();

beforeAll(async () => {
  await importPrompts(OPERATOR, fileOf(PROMPTS), { format: "jsonl", set: "set" });
});

const PROMPTS = [
  { id: "p0", prompt: "one" },
  { id: "p1", turns: ["two", "and then"] },
  { id: "p2", prompt: "same words" },
  { id: "p3", prompt: "same words" },
];

const add = (rows: unknown[], model?: string) =>
  importResponses(OPERATOR, fileOf(rows, "said.jsonl"), { format: "jsonl", set: "set", model });

const saidTo = async (externalId: string) => {
  const { prompts } = await getPromptSet(OPERATOR, { name: "set" });
  return listResponses(OPERATOR, prompts.find((prompt) => prompt.externalId === externalId)?.id ?? "");
};

test("responses find their prompts, and their models are made", async () => {
  const rows = [
    { prompt_id: "p0", model: "m", text: "first" },
    { prompt_id: "p1", model: "m", turns: ["second", "third"] },
    { prompt_id: "p1", model: "n", turns: ["cut short"] },
  ];
  expect(await add(rows)).toMatchObject({
    status: "imported",
    version: 1,
    models: ["m", "n"],
    inserted: 3,
    unchanged: 0,
  });
  expect((await saidTo("p1")).map(({ model, turns }) => [model, turns])).toEqual([
    ["m", ["second", "third"]],
    ["n", ["cut short"]],
  ]);
  const before = await countRows();
  expect(await add(rows)).toMatchObject({ status: "unchanged", inserted: 0, unchanged: 3 });
  expect(await add([...rows].reverse())).toMatchObject({ status: "unchanged" });
  expect(await countRows()).toEqual(before);
});

test("a response of white space or zero-width characters is kept and flagged", async () => {
  const rows = ["", " \n\t", "\u200b\u2060", "text"].map((text, sample) => ({
    id: "p0",
    model: "blank",
    sample,
    text,
  }));
  expect(await add(rows)).toMatchObject({ inserted: 4, empty: 3 });
  const kept = (await saidTo("p0")).filter(({ model }) => model === "blank");
  expect(kept.map(({ turns, isEmpty }) => [turns[0], isEmpty])).toEqual([
    ["", true],
    [" \n\t", true],
    ["\u200b\u2060", true],
    ["text", false],
  ]);
});

test("a response that names its own model is flagged with the place", async () => {
  const text = "Hello. I am Quokka, at your service.";
  expect(await add([{ id: "p0", model: "quokka-13b", text }])).toMatchObject({ selfNaming: 1 });
  const [said] = (await saidTo("p0")).filter(({ model }) => model === "quokka-13b");
  expect(said?.leaks).toHaveLength(1);
  expect(said?.leaks?.[0]).toMatchObject({ turn: 1, reason: "names itself" });
  expect((await saidTo("p1")).find(({ model }) => model === "m")?.leaks).toEqual([]);
});

test("--model names the model in place of the file", async () => {
  expect(await add([{ id: "p0", text: "nameless" }], "given")).toMatchObject({ models: ["given"], inserted: 1 });
  expect(await add([{ id: "p1", model: "m", text: "renamed" }], "given")).toMatchObject({ models: ["given"] });
});

test("the same text may be imported again under a newer version of the set", async () => {
  const importSet = (prompt: string) =>
    importPrompts(OPERATOR, fileOf([{ id: "a", prompt }]), { format: "jsonl", set: "moving" });
  const answer = () =>
    importResponses(OPERATOR, fileOf([{ id: "a", model: "m", text: "x" }]), { format: "jsonl", set: "moving" });
  await importSet("one");
  expect(await answer()).toMatchObject({ status: "imported", version: 1 });
  await importSet("two");
  expect(await answer()).toMatchObject({ status: "imported", version: 2 });
  expect(await answer()).toMatchObject({ status: "unchanged", version: 2 });
});

const GOOD = { id: "p0", model: "fresh", text: "fine" };

test.each([
  [
    "an unknown prompt",
    [GOOD, { id: "p9", model: "fresh", text: "x" }],
    undefined,
    'said.jsonl, line 2: the prompt set "set" has no prompt p9. Name the set that the responses belong to with --set, or import its prompts first. Nothing was imported.',
  ],
  [
    "too many turns",
    [GOOD, { id: "p1", model: "fresh", turns: ["1", "2", "3"] }],
    undefined,
    /line 2: the response has 3 turns, and prompt p1 has 2\./,
  ],
  [
    "another text",
    [{ id: "p0", model: "m", text: "changed" }],
    undefined,
    "said.jsonl, line 1: m already has another response to prompt p0. Import it under another --model name, or as another sample. Nothing was imported.",
  ],
  ["a repeated response", [GOOD, GOOD], undefined, /line 2: line 1 has a response by "fresh" to the same prompt/],
  [
    "no model",
    [{ id: "p0", text: "x" }],
    undefined,
    /line 1: the row does not say which model gave the response. Name it with --model\./,
  ],
  [
    "two models under one name",
    [GOOD, { ...GOOD, model: "other" }],
    "one",
    /line 2: the file has responses by fresh and by other/,
  ],
  ["a NUL character", [{ ...GOOD, text: "a\0b" }], undefined, /line 1: the field "text" holds a NUL character/],
  ["a name of 300 letters", [{ ...GOOD, model: "m".repeat(300) }], undefined, /line 1: .* at most 200 characters/],
])("%s is an error that leaves nothing behind", async (_name, rows, model, message) => {
  const before = await countRows();
  await expect(add(rows, model)).rejects.toThrow(message);
  expect(await countRows()).toEqual(before);
});

test("words that two prompts share cannot say which is meant", async () => {
  const outputs = (instruction: string) =>
    importResponses(OPERATOR, fileOf([{ instruction, output: "x", generator: "g" }]), {
      format: "alpaca-eval",
      set: "set",
    });
  await expect(outputs("same words")).rejects.toThrow(/prompts p2 and p3 .* have the same words|prompts p3 and p2/);
  await expect(outputs("unheard")).rejects.toThrow(/has no prompt with these words/);
  expect(await outputs("one")).toMatchObject({ inserted: 1 });
});

test("a set that is not there is named", async () => {
  const missing = importResponses(OPERATOR, fileOf([GOOD]), { format: "jsonl", set: "nowhere" });
  await expect(missing).rejects.toMatchObject({ code: "not_found", message: /no prompt set "nowhere"/ });
});

describe.skipIf(lacksSharedData())("published responses", () => {
  test("MT-Bench answers of three models meet the 80 questions, and Koala's answer to 102 gives it away", async () => {
    await importPrompts(OPERATOR, publishedFile("mtbench/question.jsonl"), { format: "mt-bench", set: "mt-bench" });
    for (const model of ["koala-13b", "alpaca-13b", "gpt-3.5-turbo"]) {
      const file = publishedFile(`mtbench/answers/${model}.jsonl`);
      const imported = await importResponses(OPERATOR, file, { format: "mt-bench", set: "mt-bench" });
      expect(imported).toMatchObject({ status: "imported", models: [model], inserted: 80 });
    }
    const { set, prompts } = await getPromptSet(OPERATOR, { name: "mt-bench" });
    const coverage = await listModelCoverage(OPERATOR, set.id);
    expect(coverage.map(({ model, prompts, responses }) => [model, prompts, responses])).toEqual([
      ["alpaca-13b", 80, 80],
      ["gpt-3.5-turbo", 80, 80],
      ["koala-13b", 80, 80],
    ]);
    const said = await listResponses(OPERATOR, prompts.find(({ externalId }) => externalId === "102")?.id ?? "");
    expect(
      said
        .find(({ model }) => model === "koala-13b")
        ?.leaks?.map(({ quote }) => quote)
        .join(),
    ).toMatch(/Berkeley/);
  });

  test("the joined outputs of six models meet 156 of the 180 Koala prompts", async () => {
    const prompts = publishedFile("koala_test_set/koala_test_set.jsonl");
    await importPrompts(OPERATOR, prompts, { format: "koala-test-set", set: "koala-test-set" });
    const file = publishedFile("alpaca_eval/koala156_joined.jsonl");
    const imported = await importResponses(OPERATOR, file, { format: "jsonl", set: "koala-test-set" });
    expect(imported).toMatchObject({ status: "imported", inserted: 156 * 6 });
    expect(imported.models).toHaveLength(6);
    const models = await listModels(OPERATOR);
    expect(models.find(({ name }) => name === "alpaca-7b")).toMatchObject({ provider: "recorded", responses: 156 });
    expect(await getPrisma().response.count({ where: { leaks: { equals: null as never } } })).toBe(0);
  });
});
