import type { PromptTurn } from "@/lib/prompts/schema";

const PLAIN =
  "Below is an instruction that describes a task. Write a response that appropriately completes the request.";
const WITH_INPUT =
  "Below is an instruction that describes a task, paired with an input that provides further context. " +
  "Write a response that appropriately completes the request.";

/**
 * As Alpaca was trained. It knows one turn: here a later one repeats the instruction block after the answer before it,
 * with a blank line between, and the preamble is the first turn's.
 *
 * @param answers to all turns but the last.
 */
export function renderAlpaca(turns: PromptTurn[], answers: string[]): string {
  const preamble = turns[0]?.input ? WITH_INPUT : PLAIN;
  const blocks = turns.map((turn, index) => `${toBlock(turn)}${answers[index] ?? ""}`);
  return [preamble, ...blocks].join("\n\n");
}

function toBlock({ text, input }: PromptTurn): string {
  const inputBlock = input ? `### Input:\n${input}\n\n` : "";
  return `### Instruction:\n${text}\n\n${inputBlock}### Response:`;
}
