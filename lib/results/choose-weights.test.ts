import { describe, expect, test } from "vitest";
import { chooseWeights, type PairPrecision } from "@/lib/results/choose-weights";
import { createRandom } from "@/lib/stats/random";

const pair = (change: Partial<PairPrecision> = {}): PairPrecision => {
  const halfWidth = change.halfWidth === undefined ? 0.1 : change.halfWidth;
  return { votes: 100, halfWidth, shrinkable: halfWidth, places: 10_000, ...change };
};
const sum = (weights: number[]) => weights.reduce((total, weight) => total + weight, 0);

describe("weights", () => {
  test("are even where nothing is known, all pairs are alike, or no place is left", () => {
    const unknown = pair({ votes: 0, halfWidth: null });
    for (const alike of [unknown, pair(), pair({ places: 0 })]) {
      for (const weight of chooseWeights([alike, alike, alike, alike], 0.25)) expect(weight).toBeCloseTo(1 / 4, 9);
    }
  });

  test("give a pair what evens the widths out, beside its even share", () => {
    // of 100 votes each, half-widths 0.1 and 0.2: costs 1 and 4; 400 votes in all: 80 and 320
    const [narrow = 0, wide = 0] = chooseWeights([pair(), pair({ halfWidth: 0.2 })], 0.2);
    expect(narrow).toBeCloseTo(0.1, 6);
    expect(wide).toBeCloseTo(0.9, 6);
    // costs 1 and 2: of 400 votes 133.3 and 266.7, and so 33.3 and 166.7 of the 200 that come
    const [less = 0] = chooseWeights([pair(), pair({ halfWidth: Math.sqrt(0.02) })], 0.2);
    expect(less).toBeCloseTo(0.1 + 0.8 / 6, 6);
  });

  test("spend nothing beyond the floor on what votes cannot narrow", () => {
    // wider, but by its prompts: 0.01 of it is shrinkable by votes, and the other by all of its width
    const stuck = pair({ halfWidth: 0.15, shrinkable: 0.01 });
    const [ofStuck = 0, ofOther = 0] = chooseWeights([stuck, pair({ halfWidth: 0.3 })], 0.5);
    expect(ofStuck).toBeCloseTo(0.25, 6);
    expect(ofOther).toBeCloseTo(0.75, 6);
  });

  test("send no votes where no place is left", () => {
    const [full = 0, other = 0] = chooseWeights([pair({ halfWidth: 0.3, places: 0 }), pair()], 0.25);
    expect(full).toBeCloseTo(0.125, 9);
    expect(other).toBeCloseTo(0.875, 9);
  });

  test("are a distribution that keeps the floor, whatever is known", () => {
    const random = createRandom(11);
    for (let round = 0; round < 500; round++) {
      const floor = 0.05 + 0.95 * random.uniform();
      const pairs = Array.from({ length: 1 + Math.floor(8 * random.uniform()) }, () => {
        const halfWidth = random.uniform() < 0.2 ? null : random.uniform();
        const shrinkable = halfWidth === null ? null : 0.001 + halfWidth * random.uniform() * 1.2;
        const votes = halfWidth === null ? 0 : Math.ceil(2000 * random.uniform());
        return pair({ votes, halfWidth, shrinkable, places: Math.floor(1000 * random.uniform()) });
      });
      const weights = chooseWeights(pairs, floor);
      expect(sum(weights)).toBeCloseTo(1, 9);
      for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(floor / pairs.length - 1e-12);
    }
  });

  test("without a floor are refused", () => {
    expect(() => chooseWeights([pair()], 0)).toThrow(RangeError);
    expect(() => chooseWeights([pair()], 1.1)).toThrow(RangeError);
  });
});
