import { expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { findReliability, type Tally } from "@/lib/stats/split-majorities";

const sign = (lead: number) => Math.sign(lead);

test("comparisons that all agree within and not between are told apart wholly", () => {
  const tallies = [
    { better: 4, tied: 0, worse: 0 },
    { better: 0, tied: 0, worse: 4 },
  ];
  expect(findReliability(tallies, sign)).toBeCloseTo(1, 12);
});

test("two comparisons, by hand", () => {
  // +, + always has halves of +1 and +1; +, − has +1 and −1, one way or the other
  const tallies = [
    { better: 2, tied: 0, worse: 0 },
    { better: 1, tied: 0, worse: 1 },
  ];
  // products 1 and −1, means 1 and 0, squares 1: covariance over both (1 − 1) / 2 − 1/4, below 0
  expect(findReliability(tallies, sign)).toBe(0);
  const three = [...tallies, { better: 0, tied: 0, worse: 2 }];
  // products 1, −1 and 1, means 1, 0 and −1: correlation 1/3, and of twice the votes 2/3 / (4/3)
  expect(findReliability(three, sign)).toBeCloseTo(1 / 2, 12);
});

test("nothing to halve, or nothing that differs, tells no comparison from another", () => {
  expect(findReliability([], sign)).toBe(0);
  expect(
    findReliability(
      [
        { better: 1, tied: 0, worse: 0 },
        { better: 0, tied: 0, worse: 1 },
      ],
      sign,
    ),
  ).toBe(0);
  expect(
    findReliability(
      [1, 2, 3].map(() => ({ better: 2, tied: 1, worse: 0 })),
      () => 1,
    ),
  ).toBe(0);
});

test("halves that all score alike but for rounding tell no comparison from another", () => {
  const tallies = [3, 4, 5, 6, 7].map((better) => ({ better, tied: 0, worse: 0 }));
  for (const alike of [0.1, 1 / 3, 0.7, 1e-5]) expect(findReliability(tallies, () => alike)).toBe(0);
});

test("all ways to halve the votes are weighed as they come when votes are told apart", () => {
  const random = createRandom(2);
  for (let round = 0; round < 20; round++) {
    const tallies = Array.from({ length: 4 }, () => drawTally(random.uniform));
    expect(findReliability(tallies, sign)).toBeCloseTo(reliabilityByHand(tallies), 10);
  }
});

function drawTally(uniform: () => number): Tally {
  const votes = Array.from({ length: 2 + Math.floor(uniform() * 6) }, () => Math.floor(uniform() * 3));
  const count = (outcome: number) => votes.filter((vote) => vote === outcome).length;
  return { better: count(0), tied: count(1), worse: count(2) };
}

/** Every subset of half of the votes, written out. */
function reliabilityByHand(tallies: Tally[]): number {
  const each = tallies.map(({ better, tied, worse }) => {
    const votes = [...Array(better).fill(1), ...Array(tied).fill(0), ...Array(worse).fill(-1)] as number[];
    const half = Math.floor(votes.length / 2);
    const pairs: [number, number][] = [];
    for (let subset = 0; subset < 2 ** votes.length; subset++) {
      const inside = votes.map((_, vote) => ((subset >> vote) & 1) === 1);
      if (inside.filter(Boolean).length !== half) continue;
      const lead = (wanted: boolean) =>
        votes.reduce((sum, vote, place) => sum + (inside[place] === wanted ? vote : 0), 0);
      pairs.push([sign(lead(true)), sign(lead(false))]);
    }
    return pairs;
  });
  const mean = (of: (pair: [number, number]) => number) =>
    each.reduce((sum, pairs) => sum + pairs.reduce((all, pair) => all + of(pair), 0) / pairs.length, 0) / each.length;
  const covariance = mean(([one, other]) => one * other) - mean(([one]) => one) * mean(([, other]) => other);
  const variance = (place: 0 | 1) => mean((pair) => pair[place] ** 2) - mean((pair) => pair[place]) ** 2;
  const correlation = covariance / Math.sqrt(variance(0) * variance(1));
  return correlation > 0 ? (2 * correlation) / (1 + correlation) : 0;
}
