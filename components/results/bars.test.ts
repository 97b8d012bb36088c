import { describe, expect, it } from "vitest";
import { placeOutside, placeWhiskers, toPartNames, toSegments } from "@/components/results/bars";

const figures = (better: number, tied: number, worse: number) =>
  toSegments({ better, tied, worse }).map((segment) => segment.figure);

describe("toSegments", () => {
  it("stacks better, tied, worse from the bottom and fills the bar", () => {
    const segments = toSegments({ better: 27, worse: 222, tied: 69 });
    expect(segments.map((segment) => segment.part)).toEqual(["better", "tied", "worse"]);
    const last = segments[2];
    expect((last?.from ?? 0) + (last?.percent ?? 0)).toBeCloseTo(100, 10);
  });

  it("prints figures that add to 100", () => {
    expect(figures(1, 1, 1)).toEqual(["34", "33", "33"]);
    expect(figures(27, 69, 222)).toEqual(["8", "22", "70"]);
  });

  it("leaves out the part that is not given", () => {
    expect(toSegments({ better: 3, worse: 1 }).map(({ part, percent }) => [part, percent])).toEqual([
      ["better", 75],
      ["worse", 25],
    ]);
  });

  it("is empty without votes, never NaN", () => {
    expect(toSegments({ better: 0, tied: 0, worse: 0 })).toEqual([]);
  });

  it("says <1 where there are votes too few to show, and 0 where there are none", () => {
    expect(figures(1, 0, 999)).toEqual(["<1", "0", "100"]);
  });
});

describe("placeOutside", () => {
  const at = (better: number, tied: number, worse: number) =>
    placeOutside(toSegments({ better, tied, worse }), 5).map((figure) => figure.at);

  it("keeps figures of thin parts apart and inside the plot", () => {
    expect(at(1, 1, 98)).toEqual([2.5, 7.5]);
    expect(at(98, 1, 1)).toEqual([92.5, 97.5]);
  });

  it("leaves figures with room inside", () => {
    expect(at(48, 22, 30)).toEqual([]);
  });
});

it("whiskers that overlap stand side by side", () => {
  const places = (...ends: [number, number][]) =>
    placeWhiskers(ends.map(([low, high]) => ({ low, high }))).map(({ at }) => at);
  expect(new Set(places([10, 20], [30, 40])).size).toBe(1);
  expect(new Set(places([10, 31], [30, 40])).size).toBe(2);
  expect(places([10, 20])).toHaveLength(1);
});

it("parts are named after the reference, or after A and B where all pairs meet", () => {
  expect(toPartNames("Koala", false)).toEqual({ better: "Koala better", tied: "Equally good", worse: "Koala worse" });
  expect(toPartNames(null, true).worse).toBe("B better");
});
