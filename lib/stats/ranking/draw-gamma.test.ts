import chiSquareCdf from "@stdlib/stats-base-dists-chisquare-cdf";
import { expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { drawChiSquare, drawGamma } from "@/lib/stats/ranking/draw-gamma";
import { expectClose } from "@/lib/stats/testing/expect-close";

const DRAWS = 20_000;

test.each([0.3, 1, 2.5, 40, 10_000])("gamma draws of shape %d have that mean and that variance", (shape) => {
  const random = createRandom(11);
  const draws = Array.from({ length: DRAWS }, () => drawGamma(shape, random));
  const mean = draws.reduce((sum, draw) => sum + draw / DRAWS, 0);
  const variance = draws.reduce((sum, draw) => sum + (draw - shape) ** 2 / DRAWS, 0);
  // five standard errors; the fourth moment about the mean is 3 shape² + 6 shape
  expectClose([mean], [shape], 5 * Math.sqrt(shape / DRAWS));
  expectClose([variance], [shape], 5 * Math.sqrt((2 * shape ** 2 + 6 * shape) / DRAWS));
});

test.each([1, 19, 179])(
  "chi-square of %d degrees of freedom lies below each of its quantiles as often as it should",
  (df) => {
    const random = createRandom(12);
    const places = Array.from({ length: DRAWS }, () => chiSquareCdf(drawChiSquare(df, random), df));
    for (const share of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const below = places.filter((place) => place < share).length / DRAWS;
      expectClose([below], [share], 5 * Math.sqrt((share * (1 - share)) / DRAWS));
    }
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  },
);
