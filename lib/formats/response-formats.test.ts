import { describe, expect, test } from "vitest";
import { readAlpacaEvalOutputs } from "./alpaca-eval-outputs";
import { isBlank } from "./blank";
import { readCsvResponses } from "./csv-responses";
import { readJsonlResponses } from "./jsonl-responses";
import { readMtBenchAnswers } from "./mt-bench-answers";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";
import { lacksSharedData, sharedFile } from "./testing/shared-data";

describe("the plain form", () => {
  test("a row is one response, and a blank one is kept as it is", async () => {
    const rows = jsonlOf(
      { prompt_id: 81, id: "own", model: "m", text: " \u200B" },
      { id: "81", model: "m", sample: 1, turns: ["one", ""] },
      { id: "81", text: "whose?" },
    );
    expect(await collect(readJsonlResponses(rows))).toEqual([
      { line: 1, prompt: { externalId: "81" }, model: "m", sample: 0, turns: [" \u200B"] },
      { line: 2, prompt: { externalId: "81" }, model: "m", sample: 1, turns: ["one", ""] },
      { line: 3, prompt: { externalId: "81" }, model: null, sample: 0, turns: ["whose?"] },
    ]);
  });

  test("joined outputs are one response a model", async () => {
    const rows = jsonlOf({ id: "a", prompt: "x", outputs: { m1: "one", m2: ["two", "turns"] } });
    expect(await collect(readJsonlResponses(rows))).toEqual([
      { line: 1, prompt: { externalId: "a" }, model: "m1", sample: 0, turns: ["one"] },
      { line: 1, prompt: { externalId: "a" }, model: "m2", sample: 0, turns: ["two", "turns"] },
    ]);
  });

  test("a second response for one prompt, model and sample is an error that names both lines", async () => {
    const rows = jsonlOf(
      { id: "a", model: "m", text: "x" },
      { id: "a", model: "n", text: "x" },
      { id: "a", outputs: { m: "y" } },
    );
    await expect(collect(readJsonlResponses(rows))).rejects.toThrow(
      'Line 3: line 1 has a response by "m" to the same prompt with the same sample number 0. Remove one of the two',
    );
  });

  test.each([
    [{ model: "m", text: "x" }, 'the field "prompt_id" is missing. Add "prompt_id" to the row: the id of its prompt.'],
    [{ id: "a", model: "m" }, 'the field "text" is missing. Add "text", "turns" or "outputs" to the row.'],
    [{ id: "a", model: "m", text: null }, 'the field "text" is null. Write text in quotes.'],
    [{ id: "a", text: "x", turns: ["y"] }, 'the row has both "text" and "turns". Keep one of the two.'],
    [{ id: "a", outputs: {} }, 'the field "outputs" names no model. Write {"model name": "its response"}.'],
    [{ id: "a", outputs: { m: 3 } }, 'the field "outputs.m" is the number 3. Write text in quotes, or a list'],
    [{ id: "a", text: "x", sample: -1 }, 'the field "sample" is the number -1. Write a whole number from 0 up.'],
    [{ id: "a", text: "x", model: "" }, 'the field "model" is empty. Write a name.'],
  ])("%j is refused", async (row, message) => {
    await expect(collect(readJsonlResponses(jsonlOf(row)))).rejects.toThrow(`Line 1: ${message}`);
  });

  test("a table has the same fields", async () => {
    const table = "prompt_id,model,text,sample\na,m,one,\na,m,,1\na,,three,0\n";
    expect(await collect(readCsvResponses(bytesOf(table)))).toEqual([
      { line: 2, prompt: { externalId: "a" }, model: "m", sample: 0, turns: ["one"] },
      { line: 3, prompt: { externalId: "a" }, model: "m", sample: 1, turns: [""] },
      { line: 4, prompt: { externalId: "a" }, model: null, sample: 0, turns: ["three"] },
    ]);
    expect(await collect(readCsvResponses(bytesOf("text;prompt_id\nx;a\n")))).toMatchObject([
      { model: null, sample: 0 },
    ]);
    await expect(collect(readCsvResponses(bytesOf("prompt_id,text,sample\na,x,one\n")))).rejects.toThrow(
      'Line 2: the field "sample" is "one". Write a whole number from 0 up.',
    );
  });
});

test("AlpacaEval outputs are matched by the prompt's text", async () => {
  const rows = [{ instruction: "Say hello.", output: "", generator: "m1", dataset: "koala" }];
  expect(await collect(readAlpacaEvalOutputs(bytesOf(JSON.stringify(rows))))).toEqual([
    { line: 1, prompt: { text: "Say hello." }, model: "m1", sample: 0, turns: [""] },
  ]);
  await expect(collect(readAlpacaEvalOutputs(jsonlOf(...rows, ...rows)))).rejects.toThrow(
    'Line 2: line 1 has a response by "m1"',
  );
});

test("each choice of an MT-Bench answer is a sample, numbered as in the file", async () => {
  const rows = jsonlOf({
    question_id: 81,
    model_id: "m",
    choices: [{ turns: ["a", "b"] }, { index: 4, turns: ["c", "d"] }],
  });
  const responses = await collect(readMtBenchAnswers(rows));
  expect(responses.map(({ sample, turns }) => [sample, turns])).toEqual([
    [0, ["a", "b"]],
    [4, ["c", "d"]],
  ]);
});

describe.skipIf(lacksSharedData())("published responses", () => {
  test.each([
    ["koala-13b", "koala-13b"],
    ["alpaca-13b", "alpaca-13b"],
    ["gpt-3.5-turbo", "gpt-3.5-turbo"],
    ["llama-13b", "llama-13b"],
    // the file is named after the model that was released, its rows after the training run
    ["vicuna-13b-v1.3", "vicuna-13b-hao-0515"],
  ])("%s answered all 80 MT-Bench questions in two turns", async (file, model) => {
    const responses = await collect(readMtBenchAnswers(sharedFile(`mtbench/answers/${file}.jsonl`)));
    expect(responses).toHaveLength(80);
    expect(responses.every((response) => response.model === model && response.turns.length === 2)).toBe(true);
  });

  test("the joined Koala rows give 156 responses by each of six models, the empty one included", async () => {
    const responses = await collect(readJsonlResponses(sharedFile("alpaca_eval/koala156_joined.jsonl")));
    expect(responses).toHaveLength(156 * 6);
    expect(new Set(responses.map(({ model }) => model)).size).toBe(6);
    expect(responses.filter(({ turns }) => turns.every(isBlank))).toHaveLength(1);
  });
});
