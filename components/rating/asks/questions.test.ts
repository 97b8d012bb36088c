import { expect, test } from "vitest";
import {
  answerByKey,
  type Draft,
  isOpen,
  listQuestions,
  NOTHING_SAID,
  type Question,
  toAnswers,
} from "@/components/rating/asks/questions";

const ASKS = {
  strength: 5,
  criteria: [
    { name: "correct", question: "Which is more correct?" },
    { name: "clear", question: "Which is clearer?" },
  ],
  reason: { minimum: 5, maximum: 2000 },
  flaws: [
    { name: "rude", label: "Rude" },
    { name: "made_up", label: "Made up" },
  ],
};
const BETTER = listQuestions(ASKS, "first");
const find = (id: string) => BETTER.find((question) => question.id === id) as Question;

test("how much better is asked where one is better, and all else of every choice", () => {
  const rest = ["ask-criterion-correct", "ask-criterion-clear", "ask-flaws-first", "ask-flaws-second", "ask-reason"];
  expect(BETTER.map(({ id }) => id)).toEqual(["ask-strength", ...rest]);
  for (const choice of ["tie", "both_bad"] as const) {
    expect(listQuestions(ASKS, choice).map(({ id }) => id)).toEqual(rest);
  }
  expect(listQuestions({ strength: null, criteria: [], reason: null, flaws: [] }, "first")).toEqual([]);
});

test("digits answer a scale and a list, letters a criterion; no other key says anything", () => {
  const keys: [string, string][] = [
    ...[["ask-strength", "4"], ["ask-criterion-correct", "a"], ["ask-criterion-clear", "t"]], // biome-ignore format: three keys
    ...[["ask-flaws-first", "1"], ["ask-flaws-second", "2"], ["ask-flaws-first", "1"], ["ask-flaws-second", "1"]], // biome-ignore format: four keys
  ] as [string, string][];
  const said = keys.reduce<Draft>((draft, [id, key]) => answerByKey(find(id), draft, key) as Draft, NOTHING_SAID);
  expect(said).toEqual({
    strength: 4,
    criteria: { correct: "first", clear: "tie" },
    flaws: { first: [], second: ["made_up", "rude"] },
    reason: "",
  });
  for (const [id, key] of [
    ["ask-strength", "6"],
    ["ask-strength", "0"],
    ["ask-strength", "a"],
    ["ask-criterion-clear", "x"],
    ["ask-criterion-clear", "1"],
    ["ask-flaws-first", "3"],
    ["ask-reason", "1"],
  ] as const) {
    // biome-ignore format: seven keys
    expect(answerByKey(find(id), NOTHING_SAID, key)).toBeNull();
  }
});

test("what is open is what must be answered and is not", () => {
  const open = (draft: Draft) => BETTER.filter((question) => isOpen(question, draft)).map(({ id }) => id);
  expect(open(NOTHING_SAID)).toEqual(["ask-strength", "ask-criterion-correct", "ask-criterion-clear", "ask-reason"]);
  expect(
    open({ ...NOTHING_SAID, strength: 1, criteria: { correct: "tie", clear: "tie" }, reason: "  👍👍👍👍 " }),
  ).toEqual(["ask-reason"]);
  expect(open({ ...NOTHING_SAID, strength: 1, criteria: { correct: "tie", clear: "tie" }, reason: "Words" })).toEqual(
    [],
  );
});

test("only what is asked of the choice is sent", () => {
  const draft: Draft = {
    ...NOTHING_SAID,
    strength: 5,
    criteria: { correct: "first", clear: "tie" },
    reason: " Words. ",
  };
  const sent = { criteria: draft.criteria, flaws: draft.flaws, reason: "Words." };
  expect(toAnswers(BETTER, draft)).toEqual({ strength: 5, ...sent });
  expect(toAnswers(listQuestions(ASKS, "tie"), draft)).toEqual(sent);
});
