import { beforeAll, describe, expect, test } from "vitest";
import { readMtBenchVotes } from "./mt-bench-votes";
import type { VoteRecord } from "./records";
import { collect, jsonlOf } from "./testing/bytes";
import { lacksSharedData, sharedFile } from "./testing/shared-data";

const ROW = { judge: "expert_1", model_a: "m", model_b: "n", question_id: 81, turn: 2, winner: "model_b" };

test("a row is one vote on one turn", async () => {
  expect(await collect(readMtBenchVotes(jsonlOf(ROW)))).toEqual([
    {
      line: 1,
      rater: "expert_1",
      raterKind: "human",
      first: "m",
      second: "n",
      prompt: "81",
      turn: 2,
      choice: "second",
      votedAt: null,
      turns: null,
      responses: null,
    },
  ]);
});

test("a judge that is a list is a model", async () => {
  const [vote] = await collect(readMtBenchVotes(jsonlOf({ ...ROW, judge: ["gpt-4", "pair-v2"] })));
  expect(vote).toMatchObject({ rater: "gpt-4/pair-v2", raterKind: "model" });
});

test("conversations give what user and models said", async () => {
  const said = (name: string) => [
    { role: "user", content: "Hello." },
    { role: "assistant", content: `${name} 1` },
    { role: "user", content: "Again." },
    { role: "assistant", content: `${name} 2` },
  ];
  const [vote] = await collect(
    readMtBenchVotes(jsonlOf({ ...ROW, conversation_a: said("m"), conversation_b: said("n") })),
  );
  expect(vote).toMatchObject({
    turns: ["Hello.", "Again."],
    responses: { first: ["m 1", "m 2"], second: ["n 1", "n 2"] },
  });
});

test.each([
  [{ ...ROW, winner: "modelA" }, 'the field "winner" is "modelA". Write model_a, model_b, tie or both_bad.'],
  [{ ...ROW, judge: undefined }, 'the field "judge" is missing.'],
  [{ ...ROW, turn: 0 }, 'the field "turn" is the number 0. Write the number of the turn, from 1.'],
  [{ ...ROW, model_b: "m" }, 'both sides are the model "m". Name two models, or remove the row.'],
])("%j is refused", async (row, message) => {
  await expect(collect(readMtBenchVotes(jsonlOf(ROW, row)))).rejects.toThrow(`Line 2: ${message}`);
});

describe.skipIf(lacksSharedData())("the published human judgments", () => {
  let votes: VoteRecord[];
  beforeAll(async () => {
    votes = await collect(readMtBenchVotes(sharedFile("mtbench/human.jsonl")));
  });

  test("are 3,355 votes of 65 judges on 1,814 units", () => {
    expect(votes).toHaveLength(3355);
    expect(new Set(votes.map(({ rater }) => rater)).size).toBe(65);
    const units = votes.map(({ prompt, turn, first, second }) => [prompt, turn, ...[first, second].sort()].join("\n"));
    expect(new Set(units).size).toBe(1814);
  });

  test("are 1,293 for the first, 1,282 for the second and 780 ties", () => {
    const count = (choice: string) => votes.filter((vote) => vote.choice === choice).length;
    expect([count("first"), count("second"), count("tie"), count("both_bad")]).toEqual([1293, 1282, 780, 0]);
  });

  test.each([
    ["alpaca-13b", "gpt-3.5-turbo", [27, 222, 69]],
    ["alpaca-13b", "vicuna-13b-v1.2", [48, 104, 60]],
    ["gpt-3.5-turbo", "gpt-4", [60, 131, 88]],
    ["claude-v1", "gpt-4", [54, 91, 55]],
    ["llama-13b", "vicuna-13b-v1.2", [14, 157, 46]],
  ])("%s against %s: wins, losses and ties are as published", (model, other, expected) => {
    const pair = votes.filter((vote) => [vote.first, vote.second].sort().join() === [model, other].sort().join());
    const won = (name: string) =>
      pair.filter(
        ({ choice, first, second }) => (choice === "first" ? first : choice === "second" ? second : null) === name,
      ).length;
    expect([won(model), won(other), pair.filter(({ choice }) => choice === "tie").length]).toEqual(expected);
  });

  test("a judge who voted twice on one unit has two votes", () => {
    const twice = votes.filter(({ line }) => line === 1970 || line === 1972);
    expect(twice.map(({ rater, prompt, turn }) => [rater, prompt, turn])).toEqual([
      ["author_0", "128", 1],
      ["author_0", "128", 1],
    ]);
  });
});
