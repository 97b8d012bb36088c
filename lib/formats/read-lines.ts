import { refuseLongRow } from "./row-limit";

export type Line = { line: number; text: string };

/** Text chunks to lines. LF and CRLF end a line; lines of white space alone are skipped, but counted. */
export async function* readLines(chunks: AsyncIterable<string>, firstLine = 1): AsyncGenerator<Line> {
  let line = firstLine;
  // a long line arrives in many chunks: kept apart until its end, for joining each time would take quadratic time
  let parts: string[] = [];
  let length = 0;
  const take = (last: string): string => {
    const text = parts.length === 0 ? last : parts.join("") + last;
    refuseLongRow(text.length, line);
    parts = [];
    length = 0;
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf("\n"); end !== -1; end = chunk.indexOf("\n", start)) {
      const text = take(chunk.slice(start, end));
      if (text.trim() !== "") yield { line, text };
      line += 1;
      start = end + 1;
    }
    parts.push(chunk.slice(start));
    length += chunk.length - start;
    refuseLongRow(length, line);
  }
  const text = take("");
  if (text.trim() !== "") yield { line, text };
}
