import { expect, it } from "vitest";
import { placeDrawings } from "@/components/results/place-drawings";

it("drawings stand beside each other while the page has room, then below", () => {
  const { placed, width, height } = placeDrawings(
    [
      { width: 400, height: 100 },
      { width: 400, height: 200 },
      { width: 400, height: 50 },
    ],
    900,
  );
  expect(placed.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [440, 0],
    [0, 220],
  ]);
  expect([width, height]).toEqual([840, 270]);
});

it("a drawing wider than the page has a row of its own, and none is no drawing", () => {
  const wide = placeDrawings(
    [
      { width: 2000, height: 10 },
      { width: 50, height: 10 },
    ],
    900,
  );
  expect(wide.placed.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [0, 30],
  ]);
  expect(placeDrawings([])).toEqual({ placed: [], width: 0, height: 0 });
});
