import { expect, test } from "vitest";
import { easyLmWriter } from "./easylm";
import { toMajority } from "./majority";
import type { JudgedChoice, JudgedPair } from "./records";
import { collect } from "./testing/bytes";
import { drawNastyPairs } from "./testing/nasty-pairs";
import { writeAll } from "./testing/write-all";

const [base] = drawNastyPairs(1, 1) as [JudgedPair];
const pair: JudgedPair = { ...base, turn: null, firstModel: "a", secondModel: "b" };

function votes(prompt: string, ...choices: JudgedChoice[]): JudgedPair[] {
  return choices.map((choice) => ({ ...pair, prompt, choice }));
}

function otherWay(vote: JudgedPair): JudgedPair {
  const { first, second } = vote.responses ?? { first: [], second: [] };
  return { ...vote, firstModel: "b", secondModel: "a", responses: { first: second, second: first } };
}

async function* stream(all: JudgedPair[]): AsyncGenerator<JudgedPair> {
  yield* all;
}

test("the choice with the most votes stands for the pair, whichever way round it was shown", async () => {
  const [shown] = votes("p", "second") as [JudgedPair];
  const decided = await collect(toMajority(stream([...votes("p", "first", "second"), otherWay(shown)])));
  expect(decided).toMatchObject([{ choice: "first", firstModel: "a", counts: { first: 2, second: 1 } }]);
});

test("two that have the most are a tie, and who could not judge counts only alone", async () => {
  const all = [
    ...votes("one", "first", "second", "cannot_judge"),
    ...votes("two", "cannot_judge", "cannot_judge"),
    ...votes("three", "cannot_judge", "cannot_judge", "second"),
  ];
  const decided = await collect(toMajority(stream(all)));
  expect(decided.map(({ choice }) => choice)).toEqual(["tie", "cannot_judge", "second"]);
});

test("a file says which aggregation it has, and by how many votes", async () => {
  const { file, summary } = await writeAll(easyLmWriter, votes("p", "first", "first", "tie"), {
    aggregation: "majority",
  });
  const rows = file.toString().trim().split("\n");
  expect(JSON.parse(rows[0] ?? "")).toMatchObject({
    aggregation: "majority",
    votes: { first: 2, second: 0, tie: 1, both_bad: 0, cannot_judge: 0 },
  });
  expect(summary).toEqual({ votes: 1, written: 1, rows: 2, dropped: {} });
  const each = await writeAll(easyLmWriter, votes("p", "first", "first", "tie"));
  expect(each.file.toString()).toContain('"aggregation":"each-vote"');
  expect(each.summary).toEqual({ votes: 3, written: 2, rows: 4, dropped: { tie: 1 } });
});
