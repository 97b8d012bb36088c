import { expect, test } from "vitest";
import type { Asks } from "@/lib/studies/asks-schema";
import { findAnswerProblem } from "@/lib/votes/check-answers";

const ASKS: Asks = {
  strength: 5,
  criteria: [
    { name: "correct", question: { en: "Which is more correct?" } },
    { name: "clear", question: { en: "Which is clearer?" } },
  ],
  reason: { minimum: 10 },
  flaws: [{ name: "made_up", label: { en: "Made up" } }],
};
const WHOLE = {
  choice: "first",
  strength: 5,
  criteria: { correct: "first", clear: "tie" },
  reason: "It answers.",
  flaws: { first: [], second: ["made_up"] },
} as const;
const vote = (change: object = {}) => ({ ...structuredClone(WHOLE), ...change }) as never;

test("what a study asks is taken, and a checklist may be left as it is", () => {
  expect(findAnswerProblem(ASKS, vote())).toBeNull();
  expect(findAnswerProblem(ASKS, vote({ flaws: undefined }))).toBeNull();
  expect(findAnswerProblem(ASKS, vote({ choice: "tie", strength: undefined }))).toBeNull();
  expect(findAnswerProblem(ASKS, { choice: "cannot_judge", reason: "language" })).toBeNull();
});

test.each([
  ["a strength beyond the scale", { strength: 6 }, "from 1 to 5"],
  ["no strength", { strength: undefined }, "from 1 to 5"],
  ["a strength of a tie", { choice: "tie" }, "only where one response is better"],
  [
    "a criterion that is not the study's",
    { criteria: { ...WHOLE.criteria, short: "first" } },
    "no criterion called short",
  ],
  ["a criterion left out", { criteria: { clear: "tie" } }, "the criterion correct"],
  ["no criteria", { criteria: undefined }, "the criterion correct"],
  ["a reason that is too short", { reason: "   Nine char   " }, "10 characters or more"],
  ["a reason of few signs that look like many", { reason: "👍👍👍👍👍" }, "10 characters or more"],
  ["no reason", { reason: undefined }, "10 characters or more"],
  ["a flaw that is not on the list", { flaws: { first: ["rude"], second: [] } }, "no flaw called rude"],
  ["a flaw ticked twice", { flaws: { first: [], second: ["made_up", "made_up"] } }, "once"],
  [
    "more than a reason where it cannot be judged",
    { choice: "cannot_judge", reason: "other" },
    "nothing but the reason",
  ],
])("%s is refused", (_, change, sentence) => {
  expect(findAnswerProblem(ASKS, vote(change))).toContain(sentence);
});

test("where nothing is asked, nothing is taken", () => {
  expect(findAnswerProblem(null, { choice: "first" })).toBeNull();
  expect(findAnswerProblem(null, { choice: "cannot_judge", reason: "other" })).toBeNull();
  for (const answer of [{ strength: 1 }, { criteria: {} }, { flaws: { first: [], second: [] } }, { reason: "" }]) {
    expect(findAnswerProblem(null, { choice: "first", ...answer })).toContain("nothing beside it");
  }
  const onlyFlaws: Asks = { ...ASKS, strength: null, criteria: [], reason: null };
  expect(findAnswerProblem(onlyFlaws, { choice: "first", strength: 1 })).toContain("does not ask how much better");
  expect(findAnswerProblem(onlyFlaws, { choice: "first", reason: "So." })).toContain("does not ask for a reason");
  expect(findAnswerProblem(onlyFlaws, { choice: "first" })).toBeNull();
});
