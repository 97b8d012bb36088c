import { expect, test } from "vitest";
import { promptFormats, responseFormats, voteFormats } from "./registry";

test("the formats have the names that the command line takes", () => {
  expect(Object.keys(promptFormats)).toEqual([
    "koala-test-set",
    "self-instruct",
    "mt-bench",
    "alpaca-eval",
    "jsonl",
    "csv",
  ]);
  expect(Object.keys(responseFormats)).toEqual(["mt-bench", "alpaca-eval", "jsonl", "csv"]);
  expect(Object.keys(voteFormats)).toEqual(["mt-bench", "arena", "csv"]);
});
