import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toWishes, type WishFlags, withWishes } from "@/bin/eucalypt/wish-flags";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eucalypt-wishes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

test("pairs are said one by one, and the primary contrast is one of them or none", () => {
  expect(read("--pair", "koala, ape", "--pair", "ape,zebra", "--primary-contrast", "koala,ape")).toEqual({
    pairs: [
      ["koala", "ape"],
      ["ape", "zebra"],
    ],
    analysis: { primaryContrast: ["koala", "ape"] },
  });
  expect(read("--primary-contrast", "none")).toEqual({ analysis: { primaryContrast: null } });
});

test("what cannot be is refused", () => {
  for (const args of [
    ["--floor", "0"],
    ["--assignment", "greedy"],
    ["--stop-raters", "0"],
    ["--share-per-rater", "100"],
    ["--pair", "koala"],
    ["--primary-contrast", "koala,ape,zebra"],
  ]) {
    expect(() => read(...args)).toThrow();
  }
});

test("a design comes from a file, and a flag beside it goes before what it says", () => {
  const design = {
    session: { attentionFailures: 2, goldSets: ["gold"], goldShare: 0.1, mostMinutes: 20 },
    exclusionRules: ["failed_checks"],
    stopping: { mostRaters: 50 },
    analysis: { tieRule: "half" },
  };
  const path = writeDesign(JSON.stringify(design));
  expect(read("--session", path)).toEqual(design);
  expect(read("--session", path, "--minutes-per-rater", "30", "--stop-raters", "60")).toEqual({
    ...design,
    session: { ...design.session, mostMinutes: 30 },
    stopping: { mostRaters: 60 },
  });
});

test.each([
  ["{", "It is no JSON."],
  ["[]", "expected object"],
  ['{"session":{"goldShare":0.9}}', "session.goldShare: "],
  ['{"session":{"gold":1}}', 'session: Unrecognized key: "gold"'],
  ['{"exclusionRules":["rude"]}', "exclusionRules.0: "],
  ['{"models":["m"]}', "models"],
])("the design %s is refused, with the field", (text, message) => {
  expect(() => read("--session", writeDesign(text))).toThrow(message);
});

test("a design that is not there is refused", () => {
  expect(() => read("--session", join(tmpdir(), "no-such-design.json"))).toThrow("There is no such file.");
});

function writeDesign(text: string): string {
  const path = join(folder, "design.json");
  writeFileSync(path, text);
  return path;
}

test("what is asked beside the choice comes from a file or from flags, and none takes it back", () => {
  const asks = { strength: 5, criteria: [{ name: "clear", question: { en: "Clearer?" } }] };
  const path = writeDesign(JSON.stringify(asks));
  expect(read("--asks", path)).toEqual({ asks });
  expect(read("--asks", path, "--strength", "7", "--reason", "40")).toEqual({
    asks: { ...asks, strength: 7, reason: { minimum: 40 } },
  });
  expect(read("--strength", "none", "--reason", "none")).toEqual({ asks: { strength: null, reason: null } });
  expect(read("--asks", "none")).toEqual({ asks: { strength: null, criteria: [], reason: null, flaws: [] } });
  expect(read("--session", writeDesign(JSON.stringify({ asks })))).toEqual({ asks });
  expect(() => read("--strength", "4")).toThrow("3, 5, 7");
  expect(() => read("--asks", writeDesign('{"flaws": ["rude"]}'))).toThrow("flaws.0");
});
