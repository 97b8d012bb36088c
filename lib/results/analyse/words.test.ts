import { expect, test } from "vitest";
import {
  startSentence,
  writeBetween,
  writeCounted,
  writeList,
  writePIs,
  writePoints,
  writePointsOf,
  writeRoughly,
} from "@/lib/results/analyse/words";

test("points are whole, with a true minus, and have a decimal where they would round to nothing", () => {
  const shares = [0.203, -0.067, 0.004, -0.004, 0.0001, -0.0001, 0, 0.0096, 1];
  expect(shares.map(writePoints)).toEqual(["20", "−7", "0.4", "−0.4", "0", "0", "0", "1", "100"]);
  expect([0.01, -0.01, 0.02].map(writePointsOf)).toEqual(["1 point", "−1 point", "2 points"]);
  expect(writeBetween({ low: -0.031, high: 0.004 })).toBe("between −3 and 0.4");
});

test("p-values, counts and lists are written as in the rest of the interface", () => {
  expect([0.0002, 0.0421, 0.11].map(writePIs)).toEqual(["p < 0.001", "p = 0.042", "p = 0.11"]);
  expect([0, 1, 6, 1200].map((count) => writeCounted(count, "vote"))).toEqual([
    ...["no votes", "one vote", "six votes", "1,200 votes"],
  ]);
  expect([["a"], ["a", "b"], ["a", "b", "c"]].map(writeList)).toEqual(["a", "a and b", "a, b and c"]);
  expect([7, 764, 12_345].map(writeRoughly)).toEqual(["7", "770", "13,000"]);
  expect(startSentence("six votes")).toBe("Six votes");
});
