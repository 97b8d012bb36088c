import { expect, test } from "vitest";
import { readArenaBattles } from "./arena-battles";
import { collect, jsonlOf } from "./testing/bytes";

const BATTLE = {
  question_id: "58210e39",
  model_a: "m",
  model_b: "n",
  winner: "tie (bothbad)",
  judge: "arena_user_973",
  conversation_a: [
    { role: "user", content: "Hello." },
    { role: "assistant", content: "Hi." },
  ],
  conversation_b: [
    { role: "user", content: "Hello." },
    { role: "assistant", content: "" },
  ],
  turn: 1,
  anony: true,
  language: "English",
  tstamp: 1682351591.1322,
};

test("a battle is one vote on the whole conversation", async () => {
  expect(await collect(readArenaBattles(jsonlOf(BATTLE)))).toEqual([
    {
      line: 1,
      rater: "arena_user_973",
      raterKind: "human",
      first: "m",
      second: "n",
      prompt: "58210e39",
      turn: null,
      choice: "both_bad",
      votedAt: new Date("2023-04-24T15:53:11.132Z"),
      turns: ["Hello."],
      responses: { first: ["Hi."], second: [""] },
    },
  ]);
});

test("the later release is read: typed parts, sessions as raters, both_bad, a date in words", async () => {
  const parts = (text: string) => [{ type: "text", text, image: null, mimeType: null }];
  const later = {
    id: "c4b9",
    model_a: "m",
    model_b: "n",
    winner: "both_bad",
    evaluation_session_id: "5f2a",
    evaluation_order: 3,
    conversation_a: [
      { role: "user", content: parts("Hello.") },
      { role: "assistant", content: parts("Hi.") },
    ],
    conversation_b: [
      { role: "user", content: parts("Hello.") },
      { role: "assistant", content: parts("Hey.") },
    ],
    timestamp: "2025-07-01 12:00:00.500",
  };
  expect(await collect(readArenaBattles(jsonlOf(later)))).toMatchObject([
    {
      rater: "session-5f2a",
      raterKind: "human",
      prompt: "c4b9",
      choice: "both_bad",
      votedAt: new Date("2025-07-01T12:00:00.500Z"),
      turns: ["Hello."],
      responses: { first: ["Hi."], second: ["Hey."] },
    },
  ]);
});

test("battles that do not say who voted are not taken for one person's", async () => {
  const { judge: _judge, ...unsigned } = BATTLE;
  const votes = await collect(readArenaBattles(jsonlOf(unsigned, { ...unsigned, question_id: "b" })));
  expect(votes.map(({ rater }) => rater)).toEqual(["unnamed-58210e39", "unnamed-b"]);
});

test("labels without conversations are read", async () => {
  const { conversation_a: _a, conversation_b: _b, tstamp: _time, ...labels } = BATTLE;
  expect(await collect(readArenaBattles(jsonlOf(labels)))).toMatchObject([
    { turns: null, responses: null, votedAt: null },
  ]);
});

test.each([
  [{ ...BATTLE, question_id: undefined }, 'the field "question_id" is missing.'],
  [{ ...BATTLE, tstamp: 1682351591132 }, 'the field "tstamp" is the number 1682351591132. Write seconds since 1970'],
  [{ ...BATTLE, winner: "neither" }, 'the field "winner" is "neither".'],
  [{ ...BATTLE, conversation_a: [{ role: "user" }] }, 'the field "conversation_a[0].content" is missing.'],
])("a battle with a wrong field is refused (%#)", async (battle, message) => {
  await expect(collect(readArenaBattles(jsonlOf(battle)))).rejects.toThrow(`Line 1: ${message}`);
});
