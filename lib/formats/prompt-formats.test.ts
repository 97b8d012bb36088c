import { describe, expect, test } from "vitest";
import { readAlpacaEvalPrompts } from "./alpaca-eval-prompts";
import { readCsvPrompts } from "./csv-prompts";
import { readJsonlPrompts } from "./jsonl-prompts";
import { readKoalaTestSet } from "./koala-test-set";
import { readMtBenchQuestions } from "./mt-bench-questions";
import { readSelfInstruct } from "./self-instruct";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";
import { lacksSharedData, sharedFile } from "./testing/shared-data";

describe("the plain form", () => {
  test("a row has one prompt with an input, or turns", async () => {
    const rows = jsonlOf(
      { id: "a", prompt: "Sum up.", input: "A text.", category: "writing" },
      { id: 2, prompt: " \n kept as it is", input: "\u200B" },
      { id: "c", turns: ["Hello.", { text: "Translate.", input: "chat" }, { text: "Again.", input: "" }] },
    );
    expect(await collect(readJsonlPrompts(rows))).toEqual([
      { line: 1, externalId: "a", turns: [{ text: "Sum up.", input: "A text." }], category: "writing" },
      { line: 2, externalId: "2", turns: [{ text: " \n kept as it is", input: null }], category: null },
      {
        line: 3,
        externalId: "c",
        turns: [
          { text: "Hello.", input: null },
          { text: "Translate.", input: "chat" },
          { text: "Again.", input: null },
        ],
        category: null,
      },
    ]);
  });

  test("an id used twice is an error that names both lines", async () => {
    const rows = jsonlOf({ id: "a", prompt: "x" }, { id: "b", prompt: "y" }, { id: "a", prompt: "z" });
    await expect(collect(readJsonlPrompts(rows))).rejects.toThrow('Line 3: the id "a" was used on line 1 before.');
    const table = bytesOf("id,prompt\na,x\na,y\n");
    await expect(collect(readCsvPrompts(table))).rejects.toThrow('Line 3: the id "a" was used on line 2 before.');
  });

  test.each([
    [{ id: "a", prompt: " \u200B" }, 'the field "prompt" is empty. Write its text, or remove the row.'],
    [{ id: "a", turns: ["x", "\n"] }, 'the field "turns[1]" is empty. Write its text, or remove the row.'],
    [{ id: "a", turns: [] }, 'the field "turns" is an empty list. Write at least one turn.'],
    [{ id: "a" }, 'the field "prompt" is missing. Add "prompt" to the row, or "turns" where there are several.'],
    [{ id: "a", prompt: "x", turns: ["y"] }, 'the row has both "turns" and "prompt". Keep one of the two.'],
    [{ id: "a", turns: ["y"], input: "z" }, 'the row has both "turns" and "input"'],
    [{ id: null, prompt: "x" }, 'the field "id" is null. Write a name in quotes or a whole number.'],
    [{ id: 1e300, prompt: "x" }, 'the field "id" is the number 1e+300.'],
    [{ id: " ", prompt: "x" }, 'the field "id" is empty. Write a name.'],
    [{ prompt: "x" }, 'the field "id" is missing. Add "id" to the row.'],
  ])("%j is refused", async (row, message) => {
    await expect(collect(readJsonlPrompts(jsonlOf(row)))).rejects.toThrow(`Line 1: ${message}`);
  });

  test("a table has the same fields", async () => {
    const table = bytesOf('category,id,prompt,input\n,7,"Sum\nup.",A text.\nmaths,8,Add.,\n');
    expect(await collect(readCsvPrompts(table))).toEqual([
      { line: 2, externalId: "7", turns: [{ text: "Sum\nup.", input: "A text." }], category: null },
      { line: 4, externalId: "8", turns: [{ text: "Add.", input: null }], category: "maths" },
    ]);
    await expect(collect(readCsvPrompts(bytesOf("id,prompt\n1,\n")))).rejects.toThrow(
      'Line 2: the field "prompt" is empty.',
    );
  });
});

describe("AlpacaEval", () => {
  const rows = [
    { instruction: "Say hello.", output: "Hello", generator: "m1", dataset: "koala" },
    { instruction: "Say bye.", output: "Bye", generator: "m1", dataset: "vicuna" },
    { instruction: "Say hello.", output: "Hi", generator: "m2", dataset: "koala" },
  ];

  test("rows of several generators are one prompt, whose id does not depend on its place", async () => {
    const [hello, bye, ...more] = await collect(readAlpacaEvalPrompts(bytesOf(JSON.stringify(rows, null, 2))));
    expect(hello).toMatchObject({ line: 2, turns: [{ text: "Say hello.", input: null }], category: "koala" });
    expect(hello?.externalId).toMatch(/^alpaca_eval_[0-9a-f]{16}$/);
    expect(more).toEqual([]);
    const [other] = await collect(readAlpacaEvalPrompts(jsonlOf(...rows.slice(1))));
    expect(other?.externalId).toBe(bye?.externalId);
  });
});

describe.skipIf(lacksSharedData())("published prompt sets", () => {
  test("the Koala test set has 180 prompts", async () => {
    const prompts = await collect(readKoalaTestSet(sharedFile("koala_test_set/koala_test_set.jsonl")));
    expect(prompts).toHaveLength(180);
    expect(prompts[31]).toMatchObject({ line: 32, externalId: "koala_31", category: null });
    expect(Math.max(...prompts.map(({ turns }) => turns[0]?.text.length ?? 0))).toBe(18_598);
  });

  test("self-instruct has 252 prompts, 44 without an input", async () => {
    const prompts = await collect(readSelfInstruct(sharedFile("self_instruct/user_oriented_instructions.jsonl")));
    expect(prompts).toHaveLength(252);
    expect(prompts.filter(({ turns }) => turns[0]?.input === null)).toHaveLength(44);
    expect(prompts[0]).toMatchObject({ externalId: "user_oriented_task_0", category: "Grammarly" });
  });

  test("MT-Bench has 80 prompts of two turns", async () => {
    const prompts = await collect(readMtBenchQuestions(sharedFile("mtbench/question.jsonl")));
    expect(prompts).toHaveLength(80);
    expect(prompts.every(({ turns }) => turns.length === 2)).toBe(true);
    expect(prompts[0]).toMatchObject({ externalId: "81", category: "writing" });
  });

  test("prompts joined with their outputs give 156 prompts", async () => {
    const prompts = await collect(readJsonlPrompts(sharedFile("alpaca_eval/koala156_joined.jsonl")));
    expect(prompts).toHaveLength(156);
    expect(prompts[0]?.externalId).toBe("koala_0");
  });
});
