import { z } from "zod";
import type { ByteStream } from "./decode-text";
import { optionalField, promptField } from "./field-schemas";
import { readJsonl } from "./read-jsonl";
import type { PromptRecord } from "./records";
import { textHash } from "./text-hash";

const rowSchema = z.object({ instruction: promptField, dataset: optionalField });

/**
 * The prompts of an AlpacaEval file, whether it is the evaluation set or the outputs of one or many generators.
 *
 * AlpacaEval has no ids. The same instruction, to the letter, is one prompt, however many rows repeat it; its id is a hash
 * of the instruction and not its place, so that it is the same prompt in every file that has it. Line and category are
 * those of its first row.
 */
export async function* readAlpacaEvalPrompts(bytes: ByteStream): AsyncGenerator<PromptRecord> {
  const seen = new Set<string>();
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    const externalId = `alpaca_eval_${textHash(value.instruction).slice(0, 16)}`;
    if (seen.has(externalId)) continue;
    seen.add(externalId);
    yield { line, externalId, turns: [{ text: value.instruction, input: null }], category: value.dataset };
  }
}
