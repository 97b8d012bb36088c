import { expect, test } from "vitest";
import { findPublished } from "@/lib/results/published-koala-2023";

const BAR = { template: "koala-2023", source: "koala-test-set", reference: "koala-13b", model: "koala-13b" };

test("the published figures stand beside the models they were measured on, by set", () => {
  expect(findPublished({ ...BAR, opponent: "alpaca-13b" })).toEqual({ better: 48, tied: 22, worse: 30 });
  expect(findPublished({ ...BAR, opponent: "gpt-3.5-turbo-0301" })).toEqual({ better: 30, tied: 26, worse: 44 });
  expect(findPublished({ ...BAR, opponent: "koala-distill" })).toEqual({ better: 34, tied: 26, worse: 40 });
  const alpaca = { ...BAR, source: "self-instruct", opponent: "ChatGPT" };
  expect(findPublished(alpaca)).toEqual({ better: 31, tied: 29, worse: 40 });
});

test("and nowhere else: another template, set, reference or opponent has none", () => {
  const opponent = "alpaca-13b";
  expect(findPublished({ ...BAR, opponent, template: "arena" })).toBeNull();
  expect(findPublished({ ...BAR, opponent, source: "mt-bench" })).toBeNull();
  expect(findPublished({ ...BAR, opponent, reference: null })).toBeNull();
  expect(findPublished({ ...BAR, opponent, reference: "vicuna", model: "vicuna" })).toBeNull();
  expect(findPublished({ ...BAR, opponent: "vicuna-13b" })).toBeNull();
  expect(findPublished({ ...BAR, opponent, model: "gpt-4" })).toBeNull();
});
