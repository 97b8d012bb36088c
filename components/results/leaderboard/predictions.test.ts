import { expect, it } from "vitest";
import { toChance, toFloor, toPredictions, toTieChance } from "@/components/results/leaderboard/predictions";
import { estimated } from "@/components/results/testing/make-pair";

const cell = { model: "a", opponent: "b", votes: 100, winRate: estimated(0.3, 0.1), predicted: 0.25 };

it("a pair is seen from the model that is predicted to win, its interval with it", () => {
  const [one] = toPredictions([cell]);
  expect(one).toMatchObject({ pair: "b v a", predicted: 0.75, isOff: false });
  expect([one?.observed, one?.low, one?.high]).toEqual([0.7, 0.6, 0.8].map((share) => expect.closeTo(share)));
});

it("a prediction outside the votes' interval is off", () => {
  expect(toPredictions([{ ...cell, predicted: 0.45 }])[0]?.isOff).toBe(true);
});

it("what has no prediction or no rate is left out", () => {
  const none = { ok: false, reason: "One vote." } as const;
  expect(
    toPredictions([
      { ...cell, predicted: null },
      { ...cell, winRate: none },
    ]),
  ).toEqual([]);
});

it("the axis begins at the tenth percent below all intervals", () => {
  expect(toFloor([{ low: 0.52 }])).toBe(50);
  expect(toFloor([{ low: 0.49 }])).toBe(40);
  expect(toFloor([{ low: -0.1 }])).toBe(0);
});

it("parameters are told as chances between equals", () => {
  expect(toChance(Math.log(3))).toBeCloseTo(0.75, 12);
  expect(toTieChance("davidson", 1)).toBeCloseTo(1 / 3, 12);
  expect(toTieChance("rao_kupper", 3)).toBeCloseTo(0.5, 12);
});
