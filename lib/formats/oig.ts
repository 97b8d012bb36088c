import { z } from "zod";
import { isBlank } from "./blank";
import type { CorpusRecord, CorpusTurn } from "./corpus-records";
import type { ByteStream } from "./decode-text";
import { promptField } from "./field-schemas";
import { FormatError } from "./format-error";
import { readJsonl } from "./read-jsonl";

const rowSchema = z.object({ text: promptField });

const MARKER = /<(human|bot)>:/g;

/** OIG: one `text` with `<human>:` and `<bot>:` before each turn; what stands before the first is background. */
export async function* readOig(bytes: ByteStream): AsyncGenerator<CorpusRecord> {
  for await (const { line, value } of readJsonl(bytes, rowSchema)) {
    yield { line, externalId: null, turns: splitTurns(value.text, line), category: null };
  }
}

function splitTurns(text: string, line: number): CorpusTurn[] {
  const turns: CorpusTurn[] = [];
  let role: CorpusTurn["role"] = "context";
  let start = 0;
  const take = (end: number) => {
    const said = text.slice(start, end).trim();
    if (!isBlank(said)) turns.push({ role, text: said });
  };
  for (const marker of text.matchAll(MARKER)) {
    take(marker.index);
    role = marker[1] === "human" ? "user" : "model";
    start = marker.index + marker[0].length;
  }
  if (start === 0) {
    throw new FormatError({
      line,
      field: "text",
      problem: 'the field "text" has neither "<human>:" nor "<bot>:"',
      mend: 'Write "<human>:" and "<bot>:" before the turns, or give the file as jsonl.',
    });
  }
  take(text.length);
  return turns;
}
