import { expect, test } from "vitest";
import { answerAsks, judgePair, type SeenPair, simulateRater } from "@/lib/crowd/dry-run/simulated-rater";
import type { Asks } from "@/lib/studies/asks-schema";
import { findAnswerProblem } from "@/lib/votes/check-answers";

const CHOICES = ["first", "second", "tie"] as const;
const pair = (change: Partial<SeenPair> = {}): SeenPair => {
  return { prompt: "p1", first: "koala", second: "alpaca", expected: null, occasion: 0, ...change };
};
const RATERS = Array.from({ length: 400 }, (_, number) => simulateRater(7, number));

test("the seed decides who they are and what they say, in whatever order they are asked", () => {
  const first = RATERS[3] as (typeof RATERS)[number];
  expect(simulateRater(7, 3)).toEqual(first);
  expect(simulateRater(8, 3)).not.toEqual(first);
  expect(judgePair(first, pair(), CHOICES)).toEqual(judgePair(simulateRater(7, 3), pair(), CHOICES));
});

test("most are honest, some are noisy and some careless", () => {
  const share = (kind: string) => RATERS.filter((rater) => rater.kind === kind).length / RATERS.length;
  expect(share("honest")).toBeGreaterThan(0.7);
  for (const kind of ["noisy", "careless"]) expect(share(kind)).toBeGreaterThan(0.05);
});

test("honest raters pass checks, and careless ones do not know them from the rest", () => {
  const passed = (kind: string) => {
    const own = RATERS.filter((rater) => rater.kind === kind);
    const right = own.flatMap((rater) =>
      ["p1", "p2", "p3", "p4"].map((prompt) => judgePair(rater, pair({ prompt, expected: "second" }), CHOICES).choice),
    );
    return right.filter((choice) => choice === "second").length / right.length;
  };
  expect(passed("honest")).toBeGreaterThan(0.95);
  expect(passed("noisy")).toBeGreaterThan(0.75);
  expect(passed("careless")).toBeLessThan(0.6);
});

test("those who read say the same of a pair the other way round more often than not", () => {
  const honest = RATERS.filter((rater) => rater.kind === "honest");
  const steady = honest.filter((rater) => {
    const { choice } = judgePair(rater, pair(), CHOICES);
    const turned = judgePair(rater, pair({ first: "alpaca", second: "koala", occasion: 1 }), CHOICES).choice;
    return choice === "tie" ? turned === "tie" : turned === (choice === "first" ? "second" : "first");
  });
  expect(steady.length / honest.length).toBeGreaterThan(0.4);
});

test("only what the study offers is chosen", () => {
  const offered = new Set(
    RATERS.map((rater) => judgePair(rater, pair({ expected: "tie" }), ["first", "second"]).choice),
  );
  expect([...offered].sort()).toEqual(["first", "second"]);
});

test("what a study asks beside the choice is answered as it takes it, and the same each time", () => {
  const pair = { prompt: "p1", first: "koala", second: "alpaca", expected: null, occasion: 0 };
  const criteria = [{ name: "clear", question: { en: "Clearer?" } }];
  const flaws = [{ name: "rude", label: { en: "Rude" } }];
  const asks: Asks = { strength: 5, criteria, reason: { minimum: 100 }, flaws };
  for (let number = 0; number < 50; number++) {
    const rater = simulateRater(7, number);
    for (const choice of ["first", "second", "tie", "both_bad"] as const) {
      const answers = answerAsks(rater, pair, asks, choice);
      expect(findAnswerProblem(asks, { choice, ...answers })).toBeNull();
      expect(answerAsks(rater, pair, asks, choice)).toEqual(answers);
    }
    expect(answerAsks(rater, pair, undefined, "first")).toEqual({});
  }
});
