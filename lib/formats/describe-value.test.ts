import { expect, test } from "vitest";
import { describeValue } from "./describe-value";

test("a value is named in a few words, a long text is cut and kept on one line", () => {
  expect([null, true, 5, [], [1], {}, " \u200B", "a\n b"].map(describeValue)).toEqual([
    "null",
    "true",
    "the number 5",
    "an empty list",
    "a list",
    "an object",
    "empty",
    '"a b"',
  ]);
  expect(describeValue("x".repeat(500))).toBe(`"${"x".repeat(60)}…"`);
  expect(describeValue("x".repeat(60))).toBe(`"${"x".repeat(60)}"`);
});
