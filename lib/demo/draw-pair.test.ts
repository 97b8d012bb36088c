import { expect, test } from "vitest";
import { drawPair } from "@/lib/demo/draw-pair";

test("every pair, every way round, is drawn as often, and none with itself", () => {
  const counts = new Map<string, number>();
  const draws = 12_000;
  for (let draw = 0; draw < draws; draw += 1) {
    const { first, second, propensity } = drawPair(["koala", "alpaca", "vicuna"]);
    expect(propensity).toBeCloseTo(1 / 6);
    counts.set(`${first} ${second}`, (counts.get(`${first} ${second}`) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // 2,000 each; five standard deviations are 204
  for (const [pair, count] of counts) {
    expect(pair.split(" ")[0]).not.toBe(pair.split(" ")[1]);
    expect(Math.abs(count - draws / 6)).toBeLessThan(204);
  }
});

test("one model alone is no pair", () => {
  expect(() => drawPair(["koala"])).toThrow(RangeError);
});
