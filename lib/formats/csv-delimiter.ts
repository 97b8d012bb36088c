import { prependChunk } from "./prepend-chunk";

const CANDIDATES = [",", ";", "\t"] as const;
type Delimiter = (typeof CANDIDATES)[number];

// a header longer than this is no header: the comma is taken, and the reader's own checks speak
const LONGEST_HEADER = 64 * 1024;

/** Which delimiter the header line uses, and the whole text, header included, to be read with it. */
export async function detectDelimiter(
  text: AsyncGenerator<string>,
): Promise<{ delimiter: Delimiter; chunks: AsyncIterable<string> }> {
  let head = "";
  while (!/\S.*[\r\n]/.test(head) && head.length < LONGEST_HEADER) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return { delimiter: delimiterOf(head.trimStart().split(/[\r\n]/, 1)[0] ?? ""), chunks: prependChunk(head, text) };
}

function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"[^"]*"/g, "");
  let best: Delimiter = ",";
  for (const candidate of CANDIDATES) {
    if (bare.split(candidate).length > bare.split(best).length) best = candidate;
  }
  return best;
}
