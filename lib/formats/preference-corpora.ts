import { isBlank } from "./blank";
import type { CorpusReader, CorpusTurn } from "./corpus-records";
import type { Message, PreferenceReader } from "./records";

/** Pairs with a preferred answer as a training corpus: the first conversation, and of the second what is not in the first. */
export function asCorpus(read: PreferenceReader): CorpusReader {
  return async function* readPairs(bytes) {
    for await (const { line, externalId, first, second, source } of read(bytes)) {
      const turns = [...first, ...second.slice(countShared(first, second))].flatMap(toTurn);
      yield { line, externalId, turns, category: source };
    }
  };
}

/** How many messages the two conversations begin with in common. */
function countShared(first: Message[], second: Message[]): number {
  const parted = second.findIndex(({ role, content }, at) => first[at]?.role !== role || first[at].content !== content);
  return parted === -1 ? second.length : parted;
}

function toTurn({ role, content }: Message): CorpusTurn[] {
  return isBlank(content) ? [] : [{ role: role === "user" ? "user" : "model", text: content }];
}
