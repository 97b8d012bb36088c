import { expect, test } from "vitest";
import { findPairProblem, sortPairs, toPairs } from "@/lib/studies/pairs";

const MODELS = ["zebra", "koala", "ape"];

test("the reference meets each other model, and stands first", () => {
  expect(toPairs(MODELS, "koala", false)).toEqual([
    ["koala", "ape"],
    ["koala", "zebra"],
  ]);
});

test("without a reference each meets each, by name; with one, all pairs keep it first", () => {
  expect(toPairs(["c", "a", "b"], null, false).map((pair) => pair.join(""))).toEqual(["ab", "ac", "bc"]);
  expect(toPairs(["c", "a", "b"], "b", true).map((pair) => pair.join(""))).toEqual(["ba", "bc", "ac"]);
});

test("the order and direction in which pairs were chosen leaves no trace, and a pair chosen twice is one", () => {
  const one = sortPairs([["zebra", "koala"], ["ape", "zebra"]], MODELS, "koala"); // biome-ignore format: two pairs
  const other = sortPairs([["zebra", "ape"], ["koala", "zebra"], ["ape", "zebra"]], MODELS, "koala"); // biome-ignore format: three pairs
  expect(one).toEqual([
    ["koala", "zebra"],
    ["ape", "zebra"],
  ]);
  expect(other).toEqual(one);
});

test("a model that meets no other, a stranger, and a pair of one are told with the mend", () => {
  expect(findPairProblem([["koala", "ape"]], MODELS)).toMatch(/zebra meets no other/);
  expect(findPairProblem([["koala", "dodo"]], MODELS)).toMatch(/dodo, which is not among the models/);
  expect(findPairProblem([["ape", "ape"]], MODELS)).toMatch(/with itself/);
  expect(findPairProblem(toPairs(MODELS, null, false), MODELS)).toBeNull();
  expect(findPairProblem([], [])).toBeNull();
});
