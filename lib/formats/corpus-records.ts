import type { ByteStream } from "./decode-text";
import type { PromptRecord } from "./records";

/** What one side of a training example said; `context`: text before anybody speaks, or a system message. */
export type CorpusTurn = {
  role: "user" | "model" | "context";
  text: string;
  /** The text that an instruction works on, where the corpus keeps it apart. */
  input?: string | null;
};

/** A row of a training corpus. `turns` may be empty: published corpora hold empty conversations, and they are no mistake. */
export type CorpusRecord = { line: number; externalId: string | null; turns: CorpusTurn[]; category: string | null };

export type CorpusReader = (bytes: ByteStream) => AsyncGenerator<CorpusRecord>;

/**
 * What users asked first, as prompts: later turns mean nothing without the answers before them. Rows in which no user
 * speaks are passed over. An id that is missing or was used before is made from the row's number, from 1.
 */
export async function* toFirstQueries(records: AsyncIterable<CorpusRecord>): AsyncGenerator<PromptRecord> {
  const used = new Set<string>();
  let row = 0;
  for await (const { line, externalId, turns, category } of records) {
    row += 1;
    const asked = turns.find(({ role }) => role === "user");
    if (!asked) continue;
    const id = externalId === null ? `row ${row}` : used.has(externalId) ? `${externalId} (row ${row})` : externalId;
    used.add(id);
    yield { line, externalId: id, turns: [{ text: asked.text, input: asked.input ?? null }], category };
  }
}

/** All that a row says, each turn by itself; an instruction and its input are one text. */
export function textsOf({ turns }: CorpusRecord): string[] {
  return turns.map(({ text, input }) => (input ? `${text}\n${input}` : text));
}
