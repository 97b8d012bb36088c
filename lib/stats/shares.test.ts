import { describe, expect, it } from "vitest";
import { toShares } from "@/lib/stats/shares";

describe("toShares", () => {
  it("adds to 100 where plain rounding would not", () => {
    expect(toShares([1, 1, 1], 0)).toEqual([34, 33, 33]);
    // plain rounding prints 50, 21 and 30, which is 101; the last two have equal remainders
    expect(toShares([449, 185, 266], 0)).toEqual([50, 21, 29]);
    expect(toShares([449, 185, 266], 1)).toEqual([49.9, 20.6, 29.5]);
    expect(toShares([311, 218, 371], 0)).toEqual([35, 24, 41]);
  });

  it("keeps exact shares as they are", () => {
    expect(toShares([48, 22, 30], 0)).toEqual([48, 22, 30]);
    expect(toShares([0, 5, 0], 1)).toEqual([0, 100, 0]);
  });

  it("gives nothing to a part without votes, however small the others", () => {
    expect(toShares([0, 1, 100_000], 0)).toEqual([0, 0, 100]);
    expect(toShares([1, 0, 1, 0, 1], 0)).toEqual([34, 0, 33, 0, 33]);
  });

  it("refuses a whole of nothing instead of answering NaN", () => {
    expect(() => toShares([0, 0, 0], 0)).toThrow(RangeError);
    expect(() => toShares([], 0)).toThrow(RangeError);
    expect(() => toShares([Number.NaN, 1], 0)).toThrow(RangeError);
    expect(() => toShares([-1, 2], 0)).toThrow(RangeError);
  });

  it("for any counts adds to 100 and stays within one unit of the exact share", () => {
    for (let better = 0; better < 25; better++) {
      for (let tied = 0; tied < 25; tied++) {
        for (let worse = 1; worse < 25; worse++) {
          const counts = [better, tied, worse];
          const total = better + tied + worse;
          const shares = toShares(counts, 1);
          expect(Math.round(shares.reduce((sum, share) => sum + share, 0) * 10)).toBe(1000);
          shares.forEach((share, i) => {
            expect(Math.abs(share - (100 * (counts[i] ?? 0)) / total)).toBeLessThan(0.1 + 1e-9);
          });
        }
      }
    }
  });
});
