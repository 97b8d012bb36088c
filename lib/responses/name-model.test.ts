import { expect, test } from "vitest";
import { namesModel } from "@/lib/responses/name-model";

test.each([
  ["GPT 3.5", "gpt-3.5-turbo"],
  ["ChatGPT", "gpt-3.5-turbo"],
  ["I'd say gpt3.5, maybe", "openai/gpt-3.5-turbo"],
  ["koala?", "koala-13b"],
  ["Koala", "Koala-All"],
  ["KOALA_13B", "koala-13b"],
  ["either Alpaca or Vicuna", "vicuna-13b-v1.3"],
  ["Ｋｏａｌａ", "koala-13b"],
  ["our tuned one", "our-tuned-one-7"],
  ["x1", "x1"],
  ["koala 13b", "koala"],
])("%s names %s", (typed, model) => {
  expect(namesModel(typed, model)).toBe(true);
});

test.each([
  ["GPT-4", "gpt-3.5-turbo"],
  ["koala 7b", "koala-13b"],
  ["Koalas", "koala-13b"],
  ["", "koala-13b"],
  ["no idea", "koala-13b"],
  ["our", "our-tuned-one-7"],
  ["koala", ""],
])("%s does not name %s", (typed, model) => {
  expect(namesModel(typed, model)).toBe(false);
});
