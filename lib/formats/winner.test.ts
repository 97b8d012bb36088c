import { expect, test } from "vitest";
import { toChoice } from "./winner";

test.each([
  ["first", ["model_a", "Model A", "a", " LEFT ", "leftvote"]],
  ["second", ["model_b", "MODEL-B", "B", "right"]],
  ["tie", ["tie", "Tie ", "tie (inconsistent)", "draw"]],
  ["both_bad", ["tie (bothbad)", "both_bad", "bothbad", "Tie (both bad)", "both bad", "BOTH-BAD"]],
] as const)("%s is read in all its spellings", (choice, spellings) => {
  for (const spelling of spellings) expect(toChoice(spelling, 1)).toBe(choice);
});

test("a spelling that is not known is refused with what is", () => {
  const message = 'Line 41: the field "winner" is "modelA". Write model_a, model_b, tie or both_bad.';
  expect(() => toChoice("modelA", 41)).toThrow(message);
  expect(() => toChoice("", 2, "label")).toThrow('Line 2: the field "label" is empty.');
  expect(() => toChoice("constructor", 2)).toThrow('"constructor"');
});
