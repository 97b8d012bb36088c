import { Command } from "commander";
import { expect, test } from "vitest";
import { toWishes, type WishFlags, withWishes } from "@/bin/eucalypt/wish-flags";

function read(...args: string[]) {
  const command = withWishes(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return toWishes(command.parse(args, { from: "user" }).opts<WishFlags>());
}

test("what is not said is not wished for", () => {
  expect(read()).toEqual({});
  expect(read("--aggregation", "majority")).toEqual({ analysis: { aggregation: "majority" } });
});

test("policy, floor, caps and stopping rules are read in the units they are typed in", () => {
  const caps = ["--pairs-per-rater", "30", "--minutes-per-rater", "45", "--share-per-rater", "10"];
  const rules = ["--assignment", "active", "--floor", "0.3", "--stop-half-width", "5", "--stop-raters", "200"];
  expect(read(...caps, ...rules)).toEqual({
    pairsPerRater: 30,
    session: { mostMinutes: 45, mostShare: 0.1 },
    assignment: { policy: "active", floor: 0.3 },
    stopping: { halfWidth: 0.05, mostRaters: 200 },
  });
});

test("none takes a cap or a rule back", () => {
  expect(read("--pairs-per-rater", "none", "--stop-half-width", "none", "--stop-raters", "none")).toEqual({
    pairsPerRater: null,
    stopping: { halfWidth: null, mostRaters: null },
  });
});

test("what cannot be is refused", () => {
  for (const args of [
    ["--floor", "0"],
    ["--assignment", "greedy"],
    ["--stop-raters", "0"],
    ["--share-per-rater", "100"],
  ]) {
    expect(() => read(...args)).toThrow();
  }
});
