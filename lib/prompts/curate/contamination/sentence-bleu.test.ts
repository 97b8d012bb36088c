import { describe, expect, test } from "vitest";
import golden from "../golden/sentence-bleu.json";
import { bleuOfCounts, type SharedCounts, sentenceBleu } from "./sentence-bleu";
import { tokenise13a } from "./tokenise-13a";

describe(`as ${golden.package} has it (${golden.signature})`, () => {
  test("the tokens are the same", () => {
    for (const [text, tokens] of golden.tokens as [string, string[]][]) expect(tokenise13a(text)).toEqual(tokens);
  });

  test("the scores are the same", () => {
    for (const [hypothesis, reference, score] of golden.pairs as [string, string, number][]) {
      expect(sentenceBleu(hypothesis, reference), JSON.stringify([hypothesis, reference])).toBeCloseTo(score, 9);
    }
    expect(golden.pairs.length).toBeGreaterThan(200);
  });
});

test("a case by hand: six of seven words, four of six pairs, two of five triples, none of four", () => {
  const precisions = (6 / 7) * (4 / 6) * (2 / 5) * (1 / 2 / 4);
  const bleu = sentenceBleu("write a poem about the green sea", "write a poem on the green sea");
  expect(bleu).toBeCloseTo(100 * precisions ** (1 / 4), 9);
});

test("a prompt word for word inside a long example has a BLEU near 0", () => {
  const prompt = "write a poem about the green sea";
  const long = `${"someone said once upon a time ".repeat(20)}${prompt}`;
  expect(sentenceBleu(prompt, prompt)).toBeCloseTo(100, 9);
  expect(sentenceBleu(prompt, long)).toBeLessThan(0.001);
});

test("BLEU never falls when a count grows", () => {
  for (const length of [1, 2, 3, 4, 5, 9]) {
    for (let bits = 0; bits < 256; bits++) {
      const shared = [0, 2, 4, 6].map((shift) => (bits >> shift) & 3) as SharedCounts;
      for (let order = 0; order < 4; order++) {
        const more = shared.map((count, at) => (at === order ? count + 1 : count)) as SharedCounts;
        expect(bleuOfCounts(more, length, length)).toBeGreaterThanOrEqual(bleuOfCounts(shared, length, length));
      }
    }
  }
});
