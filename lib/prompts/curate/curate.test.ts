import { expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import type { ExampleText } from "./contamination/contamination-check";
import { countSteps, isKept } from "./count-steps";
import { curate } from "./curate";
import { drawSample } from "./draw-sample";
import { type CurationInput, curationOptionsSchema } from "./options";
import type { RawQuery } from "./query";

async function* rawOf(texts: string[]): AsyncGenerator<RawQuery> {
  for (const [at, text] of texts.entries()) {
    yield { line: at + 1, externalId: `q${at + 1}`, turns: [{ text, input: null }], category: null };
  }
}

async function* corpusOf(texts: string[]): AsyncGenerator<ExampleText> {
  for (const [at, text] of texts.entries()) yield { corpus: "alpaca.json", line: at + 1, text };
}

const run = (texts: string[], examples: string[] | null, options: CurationInput = {}) =>
  curate(rawOf(texts), examples && corpusOf(examples), curationOptionsSchema.parse(options));

const TEXTS = [
  "2 / 2Write a poem about D&amp;D and the sea",
  "2 / 2Write a poem about D&amp;D and the sea",
  "write a POEM about D&D, and the sea!",
  "Write a long poem about D&D and the sea, please, and let the last line rhyme with the first",
  "Write a long poem about D&D and the sea, please, and let the last line rhyme with a first",
  "Schreibe ein Gedicht über das Meer",
  "Write a python script that renames files",
  "Write to jane.doe@gmail.com that I am late",
  "How do I build a pipe bomb at home",
  "How long does it take to sail from Lisbon to the Azores in a small boat?",
  "Name three rivers of France",
];

test("each step drops its own, says why, and hands the rest on", async () => {
  const long = `${"Something else stood here before. ".repeat(30)}How long does it take to sail from Lisbon to the Azores in a small boat?`;
  const { queries, examples } = await run(TEXTS, ["Hello there", long, "Name three rivers of France."]);
  expect(examples).toBe(3);
  expect(queries.map(({ dropped }) => dropped?.step ?? null)).toEqual([
    ...[null, "exact-duplicate", "normalised-duplicate", null, "near-duplicate"],
    ...["language", "code", "personal-data", "unsafe", "contamination", "contamination"],
  ]);
  expect(queries[9]?.dropped?.reason).toBe(
    "A training corpus has it: 100% of its 13-word n-grams in alpaca.json, line 2.",
  );
  expect(queries[10]?.dropped?.reason).toMatch(
    /^A training corpus has it: BLEU 8\d\.\d against alpaca\.json, line 3\.$/,
  );
  const counts = countSteps(queries.map(({ dropped }) => ({ dropped, byHand: null })));
  expect(counts.map(({ came, dropped }) => [came, dropped])).toEqual([
    ...[
      [11, 1],
      [10, 1],
      [9, 1],
      [8, 1],
      [7, 1],
      [6, 1],
      [5, 1],
      [4, 2],
    ],
  ]);
});

test("what is kept is cleaned, with its original beside it", async () => {
  const { queries } = await run(TEXTS.slice(0, 1), null);
  expect(queries[0]).toMatchObject({
    turns: [{ text: "Write a poem about D&D and the sea", input: null }],
    original: [{ text: TEXTS[0], input: null }],
    category: "creative writing",
    dropped: null,
  });
  const { queries: plain } = await run(["Name three rivers"], null);
  expect(plain[0]?.original).toBeNull();
});

test("steps can be left out, and the rules of categories changed", async () => {
  const { queries } = await run(TEXTS, null, {
    ...{ nearDuplicate: null, languages: [], dropCode: false, dropPersonalData: false, dropUnsafe: false },
    categories: [{ category: "verse", pattern: "poem" }],
  });
  expect(queries.filter(({ dropped }) => dropped)).toHaveLength(2);
  expect(queries.map(({ category }) => category).slice(3, 6)).toEqual(["verse", "verse", "other"]);
});

test("a hand's word goes before every step's", () => {
  const dropped = { step: "code" as const, reason: "", evidence: null };
  expect(isKept({ dropped, byHand: "kept" })).toBe(true);
  expect(isKept({ dropped: null, byHand: "dropped" })).toBe(false);
  expect(countSteps([{ dropped, byHand: "kept" }])).toContainEqual({ step: "code", came: 1, dropped: 1, takenBack: 1 });
});

test("what passes once passes again: curating a curated set drops nothing", async () => {
  const { queries } = await run(TEXTS, null);
  const kept = queries.filter(({ dropped }) => !dropped).map(({ turns }) => turns[0]?.text ?? "");
  const again = await run(kept, null);
  expect(again.queries.filter(({ dropped }) => dropped)).toEqual([]);
});

test("options that cannot be are refused in a sentence", () => {
  expect(() => curationOptionsSchema.parse({ bleu: 101 })).toThrow("BLEU's threshold is from 0 to 100.");
  expect(() => curationOptionsSchema.parse({ languages: ["english"] })).toThrow("two letters");
  expect(() => curationOptionsSchema.parse({ categories: [{ category: "x", pattern: "(" }] })).toThrow(
    "Write a regular expression.",
  );
});

test("a stratified sample has each category's share, the same for the same seed, in order", async () => {
  const random = createRandom(3);
  const all = Array.from({ length: 200 }, (_, at) => ({
    at,
    category: random.uniform() < 0.7 ? "a" : random.uniform() < 0.5 ? "b" : "c",
  }));
  const sample = await drawSample(all, { size: 50, seed: 9, byCategory: true });
  expect(sample).toEqual(await drawSample(all, { size: 50, seed: 9, byCategory: true }));
  expect(sample).not.toEqual(await drawSample(all, { size: 50, seed: 10, byCategory: true }));
  expect(sample.map(({ at }) => at)).toEqual(sample.map(({ at }) => at).sort((one, other) => one - other));
  expect(new Set(sample).size).toBe(50);
  for (const category of ["a", "b", "c"]) {
    const [of, drawn] = [all, sample].map((rows) => rows.filter((row) => row.category === category).length) as [
      number,
      number,
    ];
    expect(Math.abs(drawn - of / 4)).toBeLessThan(1);
  }
  expect(await drawSample(all, { size: 500, seed: 1, byCategory: true })).toEqual(all);
});
