import { FormatError } from "./format-error";
import type { PromptRecord, ResponseRecord } from "./records";
import { textHash } from "./text-hash";

/** Passes prompts on; a second one with the same id is an error that names both lines. */
export async function* refuseRepeatedPrompts<R extends PromptRecord>(records: AsyncIterable<R>): AsyncGenerator<R> {
  const lineOf = new Map<string, number>();
  for await (const record of records) {
    const earlier = lineOf.get(record.externalId);
    if (earlier !== undefined) {
      throw new FormatError({
        line: record.line,
        field: "id",
        problem: `the id "${record.externalId}" was used on line ${earlier} before`,
        mend: "Give each prompt an id of its own, or remove one of the two.",
      });
    }
    lineOf.set(record.externalId, record.line);
    yield record;
  }
}

/** Passes responses on; a second one for the same prompt, model and sample is an error that names both lines. */
export async function* refuseRepeatedResponses(records: AsyncIterable<ResponseRecord>): AsyncGenerator<ResponseRecord> {
  const lineOf = new Map<string, number>();
  for await (const record of records) {
    const prompt = "text" in record.prompt ? textHash(record.prompt.text) : record.prompt.externalId;
    const key = JSON.stringify([prompt, record.model, record.sample]);
    const earlier = lineOf.get(key);
    if (earlier !== undefined) {
      const model = record.model === null ? "" : ` by "${record.model}"`;
      throw new FormatError({
        line: record.line,
        problem: `line ${earlier} has a response${model} to the same prompt with the same sample number ${record.sample}`,
        mend: "Remove one of the two, or number them with different samples.",
      });
    }
    lineOf.set(key, record.line);
    yield record;
  }
}
