import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "@/lib/stats/random";
import { mostBleu, neededCount, neededOrder, possibleLengths } from "./bleu-bounds";
import { type Contamination, ContaminationCheck, type ContaminationThresholds } from "./contamination-check";
import { bleuOfCounts, sentenceBleu } from "./sentence-bleu";
import { tokenise13a } from "./tokenise-13a";

const WORDS = "the The of and to write Write a poem list plan sea , . river how 3.5 it's sky blue shop ? trip".split(
  " ",
);

const pick = (random: Random, below: number) => Math.floor(random.uniform() * below);

function draw(random: Random, longest: number): string[] {
  return Array.from({ length: 1 + pick(random, longest) }, () => WORDS[pick(random, WORDS.length)] as string);
}

/** Some words changed, some left out, and perhaps something before it. */
function change(words: string[], random: Random): string[] {
  const kept = words.flatMap((word) => {
    if (random.uniform() < 0.1) return [];
    return random.uniform() < 0.15 ? draw(random, 1) : [word];
  });
  return random.uniform() < 0.3 ? [...draw(random, 30), ...kept] : kept;
}

/** What the check must find, pair by pair. */
function bruteForce(prompts: string[], examples: string[], { bleu, containment }: ContaminationThresholds) {
  return prompts.map((prompt): Contamination => {
    const found: Contamination = { bleu: null, containment: null };
    for (const [at, example] of examples.entries()) {
      const place = { corpus: "c", line: at + 1 };
      const score = sentenceBleu(prompt, example);
      if (score > Math.max(bleu, found.bleu?.score ?? 0)) found.bleu = { ...place, score };
      const share = shareOfGrams(prompt, example);
      if (share > Math.max(containment, found.containment?.share ?? 0)) found.containment = { ...place, share };
    }
    return found;
  });
}

function shareOfGrams(prompt: string, example: string): number {
  const wordsOf = (text: string) =>
    tokenise13a(text)
      .filter((token) => /[\p{L}\p{N}]/u.test(token))
      .map((token) => token.toLowerCase());
  const words = wordsOf(prompt);
  if (words.length < 8) return 0;
  const length = Math.min(13, words.length);
  const gramsOf = (of: string[]) =>
    new Set(
      of
        .map((_, at) => of.slice(at, at + length))
        .filter((gram) => gram.length === length)
        .map((gram) => gram.join(" ")),
    );
  const known = gramsOf(wordsOf(example));
  const grams = [...gramsOf(words)];
  return grams.filter((gram) => known.has(gram)).length / grams.length;
}

function checked(prompts: string[], examples: string[], thresholds: ContaminationThresholds): Contamination[] {
  const check = new ContaminationCheck(prompts, thresholds);
  for (const [at, text] of examples.entries()) check.check({ corpus: "c", line: at + 1, text });
  expect(check.examples).toBe(examples.length);
  return [...check.results()];
}

test.each([
  { bleu: 20, containment: 0 },
  { bleu: 5, containment: 0.2 },
  { bleu: 50, containment: 0.5 },
  { bleu: 0, containment: 1 },
  { bleu: 100, containment: 0 },
])("finds what comparing every pair finds, at %j", (thresholds) => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = createRandom(seed);
    const prompts = Array.from({ length: 30 }, () => draw(random, seed < 4 ? 8 : 40));
    const examples = Array.from({ length: 120 }, (_, at) =>
      at % 3 === 0 ? change(prompts[at % 30] as string[], random) : draw(random, 60),
    );
    const [texts, corpus] = [prompts, examples].map((all) => all.map((words) => words.join(" "))) as [
      string[],
      string[],
    ];
    const found = checked(texts, corpus, thresholds);
    const wanted = bruteForce(texts, corpus, thresholds);
    for (const [at, each] of wanted.entries()) {
      expect(found[at]?.bleu?.score ?? null).toEqual(each.bleu ? expect.closeTo(each.bleu.score, 9) : null);
      expect(found[at]?.containment ?? null).toEqual(each.containment);
    }
  }
});

describe("the bounds", () => {
  test("no pair of counts and lengths passes a threshold that its bound does not", () => {
    const random = createRandom(7);
    for (let trial = 0; trial < 20_000; trial++) {
      const [said, known] = [1 + pick(random, 40), 1 + pick(random, 120)];
      const shared: [number, number, number, number] = [0, 0, 0, 0];
      let most = Math.min(said, known);
      for (let order = 0; order < 4; order++) {
        most = Math.max(0, Math.min(most, Math.min(said, known) - order));
        most = pick(random, most + 1);
        shared[order] = most;
      }
      const bleu = bleuOfCounts(shared, said, known);
      for (const threshold of [1, 20, 60]) {
        const order = neededOrder(said, threshold);
        expect(mostBleu(order, shared[order - 1] as number, said, known)).toBeGreaterThanOrEqual(bleu);
        if (bleu <= threshold) continue;
        const { shortest, longest } = possibleLengths(said, threshold);
        expect(known).toBeGreaterThanOrEqual(shortest);
        expect(known).toBeLessThanOrEqual(longest);
        expect(shared[order - 1]).toBeGreaterThanOrEqual(neededCount(order, said, threshold));
      }
    }
  });

  test("at BAIR's 20, a prompt of twelve words needs a shared triple, one of five a shared pair", () => {
    expect([4, 5, 11, 12, 300].map((length) => neededOrder(length, 20))).toEqual([1, 2, 2, 3, 3]);
  });
});

test("a prompt word for word inside a long example is found by its n-grams, and not by BLEU", () => {
  const prompt = "Plan a trip of ten days along the river for a family with two small children";
  const example = `${"Something else was said before. ".repeat(40)}plan a trip of ten days along the river, for a family with two small children!`;
  const [found] = checked([prompt], [example], { bleu: 20, containment: 0 });
  expect(found).toEqual({ bleu: null, containment: { corpus: "c", line: 1, share: 1 } });
});

test("a threshold out of its range is refused", () => {
  expect(() => new ContaminationCheck([], { bleu: 120, containment: 0 })).toThrow(RangeError);
  expect(() => new ContaminationCheck([], { bleu: 20, containment: Number.NaN })).toThrow(RangeError);
});
