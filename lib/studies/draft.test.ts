import { expect, test } from "vitest";
import { findModelNamed, mergeWishes } from "@/lib/studies/draft";
import type { Protocol } from "@/lib/studies/schema";
import { getTemplate } from "@/lib/studies/templates/registry";

function makeProtocol(parts: Partial<Protocol> = {}): Protocol {
  return {
    ...getTemplate("koala-2023"),
    promptSets: [],
    models: [],
    reference: null,
    pairs: [],
    frozen: null,
    ...parts,
  };
}

const MODELS = ["koala", "zebra", "ape"].map((name) => ({ id: name, name }));

test("a model taken out of a draft takes its pairs along, and a reference that left is none", () => {
  const before = mergeWishes(makeProtocol(), { reference: "koala" }, { sets: [], models: MODELS });
  expect(before.pairs).toHaveLength(2);
  const after = mergeWishes(before, {}, { sets: [], models: MODELS.slice(1) });
  expect(after).toMatchObject({ reference: null, pairs: [["ape", "zebra"]] });
});

test("pairs chosen one by one stay through other changes, and go with the models that they are of", () => {
  const parts = { sets: [], models: MODELS };
  const chosen = mergeWishes(makeProtocol({ template: "arena" }), { pairs: [["zebra", "ape"], ["koala", "ape"]] }, parts); // biome-ignore format: two pairs
  const kept = [["ape", "koala"], ["ape", "zebra"]]; // biome-ignore format: two pairs
  expect(chosen.pairs).toEqual(kept);
  expect(mergeWishes(chosen, { votesPerComparison: 7 }, parts).pairs).toEqual(kept);
  expect(mergeWishes(chosen, { allPairs: true }, parts).pairs).toHaveLength(3);
  expect(mergeWishes(chosen, { pairs: [["koala", "ape"]] }, { sets: [], models: [] }).pairs).toEqual([]);
  expect(mergeWishes(chosen, {}, { sets: [], models: MODELS.slice(0, 2) }).pairs).toEqual([["koala", "zebra"]]);
});

test("an analysis plan is in the protocol where one is wished for, with the usual in what is left open", () => {
  const parts = { sets: [], models: MODELS };
  const before = mergeWishes(makeProtocol(), { reference: "koala" }, parts);
  expect("analysis" in before).toBe(false);
  const planned = mergeWishes(before, { analysis: { equivalenceMargin: 0.05 } }, parts);
  const usual = { estimand: "prompts_like_these", aggregation: "votes", tieRule: "half", equivalenceMargin: 0.05 };
  expect(planned.analysis).toEqual(usual);
  expect(mergeWishes(planned, { analysis: { tieRule: "dropped" } }, parts).analysis).toEqual({
    ...usual,
    tieRule: "dropped",
  });
});

test("a text for raters that names a model is found, and a word that holds the name is not", () => {
  const models = ["koala", "ape", "b"];
  expect(findModelNamed(makeProtocol({ models }))).toBeNull();
  expect(findModelNamed(makeProtocol({ models: ["two", "better"] }))).toBeNull();
  expect(findModelNamed(makeProtocol({ models, instructions: "A shape, a paper and b." }))).toBeNull();
  expect(findModelNamed(makeProtocol({ models, raterTitle: "Koala-13b and others" }))).toMatch(/title .* koala/);
});

test("what is asked beside the choice stays until it is changed, and nothing asked is nothing said", () => {
  const parts = { sets: [], models: [] };
  const asks = { strength: 5 as const, reason: { minimum: 20 } };
  const asking = mergeWishes(makeProtocol(), { asks }, parts);
  expect(asking.asks).toEqual({ ...asks, criteria: [], flaws: [] });
  expect(mergeWishes(asking, { asks: { strength: null } }, parts).asks).toMatchObject({
    strength: null,
    ...{ reason: asks.reason },
  });
  expect(mergeWishes(asking, { asks: { strength: null, reason: null } }, parts)).not.toHaveProperty("asks");
  expect(mergeWishes(makeProtocol(), {}, parts)).not.toHaveProperty("asks");
});

test("a question or a flaw that names a model is refused, in whatever language", () => {
  const models = ["koala", "alpaca"];
  const label = { en: "Sounds odd", es: "Suena a Koala" };
  const asks = { strength: null, reason: null, criteria: [], flaws: [{ name: "odd", label }] };
  expect(findModelNamed(makeProtocol({ models, asks }))).toMatch("The label of the flaw odd");
  const named = { ...asks, flaws: [{ name: "like_koala", label: { en: "Sounds odd" } }] };
  expect(findModelNamed(makeProtocol({ models, asks: named }))).toMatch("names the model koala");
});
