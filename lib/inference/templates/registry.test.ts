import { expect, test } from "vitest";
import { renderPrompt } from "./registry";

const turn = (text: string, input: string | null = null) => ({ text, input });

test("Koala: one turn, and no space after GPT:", () => {
  expect(renderPrompt("koala", [turn("What is a eucalypt?")], [])).toBe(
    "BEGINNING OF CONVERSATION: USER: What is a eucalypt? GPT:",
  );
});

test("Koala: a later turn follows the answer and its end mark, and nothing is put between", () => {
  expect(renderPrompt("koala", [turn("Hi"), turn("And now?"), turn("Bye")], ["Hello.", " Well."])).toBe(
    "BEGINNING OF CONVERSATION: USER: Hi GPT:Hello.</s>USER: And now? GPT: Well.</s>USER: Bye GPT:",
  );
});

test("Koala: an input follows the instruction after a blank line", () => {
  expect(renderPrompt("koala", [turn("Translate.", "Guten Tag")], [])).toBe(
    "BEGINNING OF CONVERSATION: USER: Translate.\n\nGuten Tag GPT:",
  );
});

test("Alpaca: without an input", () => {
  expect(renderPrompt("alpaca", [turn("Name three trees.")], [])).toBe(
    "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n" +
      "### Instruction:\nName three trees.\n\n### Response:",
  );
});

test("Alpaca: with an input, which an empty one is not", () => {
  expect(renderPrompt("alpaca", [turn("Translate.", "Guten Tag")], [])).toBe(
    "Below is an instruction that describes a task, paired with an input that provides further context. " +
      "Write a response that appropriately completes the request.\n\n" +
      "### Instruction:\nTranslate.\n\n### Input:\nGuten Tag\n\n### Response:",
  );
  expect(renderPrompt("alpaca", [turn("Name a tree.", "")], [])).toBe(
    renderPrompt("alpaca", [turn("Name a tree.")], []),
  );
});

test("Alpaca: a later turn repeats the instruction block after a blank line", () => {
  expect(renderPrompt("alpaca", [turn("Name a tree."), turn("Translate it.", "to Latin")], ["A gum tree."])).toBe(
    "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n" +
      "### Instruction:\nName a tree.\n\n### Response:A gum tree.\n\n" +
      "### Instruction:\nTranslate it.\n\n### Input:\nto Latin\n\n### Response:",
  );
});

test("Vicuna: one turn, and no space after ASSISTANT:", () => {
  expect(renderPrompt("vicuna", [turn("Hi")], [])).toBe(
    "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, " +
      "and polite answers to the user's questions. USER: Hi ASSISTANT:",
  );
});

test("Vicuna: a turn ends in its mark, and an answer has one space before it whether the endpoint kept it or not", () => {
  const preamble =
    "A chat between a curious user and an artificial intelligence assistant. The assistant gives helpful, detailed, " +
    "and polite answers to the user's questions. ";
  const later = `${preamble}USER: Hi ASSISTANT: Hello.</s>USER: Shorten.\n\nA long text ASSISTANT:`;
  const turns = [turn("Hi"), turn("Shorten.", "A long text")];
  expect(renderPrompt("vicuna", turns, ["Hello."])).toBe(later);
  expect(renderPrompt("vicuna", turns, [" Hello."])).toBe(later);
});

test("text that looks like a replacement pattern stands as it is", () => {
  expect(renderPrompt("koala", [turn("$& $1 $$")], [])).toBe("BEGINNING OF CONVERSATION: USER: $& $1 $$ GPT:");
});

test("answers that do not fit the turns are refused", () => {
  expect(() => renderPrompt("koala", [turn("Hi")], ["Hello."])).toThrow(RangeError);
  expect(() => renderPrompt("koala", [], [])).toThrow(RangeError);
});
