import { expect, it } from "vitest";
import { formatProbability, formatRank, formatScore } from "@/components/results/leaderboard/format-rank";

it("a rank is a place, or the range of places that the votes cannot tell apart", () => {
  expect(formatRank({ rankLow: 1, rankHigh: 1 })).toBe("1");
  expect(formatRank({ rankLow: 2, rankHigh: 3 })).toBe("2–3");
});

it("no probability is rounded into a certainty", () => {
  expect([0.0001, 0.02, 0.98, 0.9999].map(formatProbability)).toEqual(["<0.01", "0.02", "0.98", ">0.99"]);
  expect(formatScore(-12.4)).toBe("−12");
});
