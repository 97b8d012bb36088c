import { describe, expect, test } from "vitest";
import { scoreAnomaly } from "@/lib/quality/rules/anomaly";
import type { Outcome, RatedPair, RaterRecord } from "@/lib/quality/rules/rater-record";
import {
  findAlwaysTie,
  findContradictory,
  findDuplicate,
  findFailedChecks,
  findSamePosition,
} from "@/lib/quality/rules/simple-rules";
import { findTooFast, measurePace } from "@/lib/quality/rules/too-fast";
import { countConsensus, findUnrelated } from "@/lib/quality/rules/unrelated";

function vote(outcome: Outcome, more: Partial<RatedPair> = {}): RatedPair {
  const usual = { purpose: "main" as const, isRepeat: false, comparisonId: "c", pair: "p", firstIsA: true };
  return { ...usual, expected: null, decisionMs: 20_000, outcome, ...more };
}

function rater(votes: RatedPair[], more: Partial<RaterRecord> = {}): RaterRecord {
  return { raterId: "r", votes, isFinished: true, browser: null, place: 0, ...more };
}

const times = <T>(count: number, make: (place: number) => T) =>
  Array.from({ length: count }, (_, place) => make(place));
/** So many on the first side, then on the second, whatever model stands there. */
const sides = (first: number, second: number) =>
  times(first + second, (place) =>
    vote(place < first === (place % 2 === 0) ? "a" : "b", { firstIsA: place % 2 === 0 }),
  );

test("failed_checks: as many attention checks as are allowed name the rater, and gold never does", () => {
  const check = (outcome: Outcome) => vote(outcome, { purpose: "attention", expected: "a" });
  const gold = times(5, () => vote("b", { purpose: "gold", expected: "a" }));
  expect(findFailedChecks(rater([check("a"), check("b"), ...gold]), 2)).toMatchObject({
    isNamed: false,
    evidence: { failed: 1, shown: 2, allowed: 2 },
  });
  expect(findFailedChecks(rater([check("tie"), check("b"), check("a")]), 2)).toMatchObject({ isNamed: true });
});

describe("same_position", () => {
  // p = 2 / 2^12
  test("twelve on one side name the rater, eleven are too few", () => {
    const { isNamed, evidence } = findSamePosition(rater(sides(12, 0)));
    expect(isNamed).toBe(true);
    expect(evidence).toMatchObject({ first: 12, second: 0 });
    expect(evidence.p).toBeCloseTo(2 / 4096, 12);
    expect(findSamePosition(rater(sides(11, 0))).isNamed).toBe(false);
  });

  test("19 of 20 are 95% and name, 18 of 20 do not; always the second is the same; ties are left out", () => {
    expect(findSamePosition(rater(sides(19, 1))).isNamed).toBe(true);
    expect(findSamePosition(rater(sides(18, 2))).isNamed).toBe(false);
    expect(findSamePosition(rater([...sides(0, 12), ...times(30, () => vote("tie"))])).isNamed).toBe(true);
  });

  test("who prefers one model wherever it stands is not named", () => {
    const loyal = times(40, (place) => vote("a", { firstIsA: place % 2 === 0 }));
    expect(findSamePosition(rater(loyal)).isNamed).toBe(false);
  });
});

test("always_tie: 18 of 20 name the rater, 17 do not, and neither do eleven of eleven", () => {
  const ties = (count: number, of: number) => rater(times(of, (place) => vote(place < count ? "tie" : "a")));
  expect(findAlwaysTie(ties(18, 20))).toMatchObject({ isNamed: true, evidence: { ties: 18, votes: 20 } });
  expect(findAlwaysTie(ties(17, 20)).isNamed).toBe(false);
  expect(findAlwaysTie(ties(11, 11)).isNamed).toBe(false);
});

test("contradictory: five of five turned about name the rater (p 1/32); four, and five of six, do not; ties say nothing", () => {
  const repeats = (outcomes: [Outcome, Outcome][]) =>
    rater(
      outcomes.flatMap(([before, again], place) => [
        vote(before, { comparisonId: `c${place}` }),
        vote(again, { comparisonId: `c${place}`, isRepeat: true, firstIsA: false }),
      ]),
    );
  const turned = (count: number) => times(count, (): [Outcome, Outcome] => ["a", "b"]);
  const five = findContradictory(repeats(turned(5)));
  expect(five).toMatchObject({ isNamed: true, evidence: { same: 0, against: 5 } });
  expect(five.evidence.p).toBeCloseTo(1 / 32, 12);
  expect(findContradictory(repeats(turned(4))).isNamed).toBe(false);
  // (1 + 6) / 64
  expect(findContradictory(repeats([...turned(5), ["b", "b"]])).evidence.p).toBeCloseTo(7 / 64, 12);
  expect(findContradictory(repeats([...turned(5), ["b", "b"]])).isNamed).toBe(false);
  expect(findContradictory(repeats([...turned(4), ["a", "tie"], ["tie", "b"]])).evidence).toMatchObject({ against: 4 });
  expect(findContradictory(repeats(times(9, () => ["a", "a"]))).isNamed).toBe(false);
});

test("duplicate_person: the later of two in one browser is named, and nobody whose browser has no mark", () => {
  const [first, second] = [rater([], { browser: "aa" }), rater([], { browser: "aa", place: 1 })];
  const others = [rater([], { place: 2 }), rater([], { place: 3 })];
  const everyone = [first, second, ...others];
  expect(everyone.map((one) => findDuplicate(one, everyone).isNamed)).toEqual([false, true, false, false]);
});

describe("too_fast", () => {
  const steady = (ms: number, more: Partial<RaterRecord> = {}) =>
    rater(
      times(5, () => vote("a", { decisionMs: ms })),
      more,
    );
  // log times 9 + 0.1 · (−4 … 5), less 0.05: median 9, median absolute deviation 0.25
  const crowd = times(10, (place) => steady(Math.exp(9 + 0.1 * (place - 4.5))));

  test("three spreads below the others' median on the log scale, by hand", () => {
    const pace = measurePace(crowd);
    expect(pace?.mean).toBeCloseTo(9, 12);
    expect(pace?.spread).toBeCloseTo(1.4826 * 0.25, 12);
    const at = (z: number, odds = 1) => findTooFast(steady(Math.exp(9 + z * 1.4826 * 0.25)), pace, odds);
    expect(at(-3.01)).toMatchObject({ rule: "too_fast", isNamed: true, evidence: { raters: 10 } });
    expect(at(-2.99).isNamed).toBe(false);
    expect(at(8).isNamed).toBe(false);
    // whose votes look read is fast and no more, until no reader could be so fast
    expect(at(-3.01, 0.99)).toMatchObject({ isNamed: false, evidence: { oddsAgainst: 0.99 } });
    expect(at(-4.99, 0).isNamed).toBe(false);
    expect(at(-5.01, 0).isNamed).toBe(true);
  });

  test("nobody is named before ten have finished, nor who has not finished or carries no times", () => {
    expect(measurePace(crowd.slice(1))).toBeNull();
    expect(findTooFast(steady(1), null, 1).isNamed).toBe(false);
    expect(findTooFast(steady(1, { isFinished: false }), measurePace(crowd), 1).isNamed).toBe(false);
    const untimed = rater(times(9, () => vote("a", { decisionMs: null })));
    expect(findTooFast(untimed, measurePace(crowd), 1).isNamed).toBe(false);
  });
});

describe("unrelated", () => {
  const gold = (outcome: Outcome, place: number) =>
    vote(outcome, { purpose: "gold", expected: "a", comparisonId: `g${place}`, firstIsA: place % 2 === 0 });
  const nobody = countConsensus([]);

  test("gold answered wrong names a rater in the end, and who has more than half of it right is never named", () => {
    // always the first, which is right on every second: 10 of 20
    const half = times(20, (place) => gold(place % 2 === 0 ? "a" : "b", place));
    expect(findUnrelated(rater(half), nobody)).toMatchObject({
      evidence: { votes: 20, goldFailed: 10, goldShown: 20 },
    });
    const wrong = times(20, (place) => gold("b", place));
    expect(findUnrelated(rater(wrong), nobody).isNamed).toBe(true);
    expect(findUnrelated(rater(wrong, { isFinished: false }), nobody).isNamed).toBe(false);
    const right = times(20, (place) => gold(place < 11 ? "a" : "b", place));
    expect(findUnrelated(rater(right), nobody).isNamed).toBe(false);
  });

  // read 0.02, habit of the second side (1 + 1) / (1 + 3): (0.5 · 0.02 + 0.5 · 0.5) / 0.5 = 0.52
  test("the odds of one wrong gold pair, by hand", () => {
    const { evidence } = findUnrelated(rater([gold("b", 0)]), nobody);
    expect(evidence.oddsAgainst).toBeCloseTo(1 / 0.52, 12);
  });
});

describe("the anomaly score", () => {
  const crowdOf = (outcome: Outcome, raters: number) =>
    times(raters, (place) =>
      rater(
        times(20, () => vote(outcome)),
        { place },
      ),
    );

  test("there is none before ten votes on pairs that ten others have voted on", () => {
    const one = rater(times(9, () => vote("a")));
    expect(scoreAnomaly(one, countConsensus([one, ...crowdOf("a", 5)]), 1)).toBeNull();
    expect(scoreAnomaly(one, countConsensus([one]), 1)).toBeNull();
  });

  test("who says what nobody else says is unusual, who says what all say is not, and the same seed scores alike", () => {
    const [odd, usual] = [rater(times(20, () => vote("b"))), rater(times(20, () => vote("a")))];
    const consensus = countConsensus([odd, usual, ...crowdOf("a", 20)]);
    expect(scoreAnomaly(odd, consensus, 7)).toMatchObject({ isUnusual: true, votes: 20 });
    expect(scoreAnomaly(usual, consensus, 7)).toMatchObject({ isUnusual: false, votes: 20 });
    expect(scoreAnomaly(odd, consensus, 7)).toEqual(scoreAnomaly(odd, consensus, 7));
  });
});
