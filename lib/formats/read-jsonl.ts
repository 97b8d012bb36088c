import type { z } from "zod";
import { type ByteStream, decodeText } from "./decode-text";
import { countLineEnds } from "./line-ends";
import { refuseEmptyFile } from "./no-rows";
import { parseJsonRow } from "./parse-json-row";
import { prependChunk } from "./prepend-chunk";
import { readLines } from "./read-lines";
import { splitJsonArray } from "./split-json-array";
import { validateRow } from "./validate-row";

type Row<T> = { line: number; value: T };

/**
 * Rows of JSON: one object a line or, where the file begins with `[`, the elements of one array. Either streams.
 *
 * @throws {FormatError} names the line and, where the schema refuses a value, the field.
 */
export async function* readJsonl<S extends z.ZodType>(bytes: ByteStream, schema: S): AsyncGenerator<Row<z.output<S>>> {
  const { first, line: firstLine, chunks } = await skipLeadingSpace(decodeText(bytes));
  const isArray = first === "[";
  const rows = isArray ? splitJsonArray(chunks, firstLine) : readLines(chunks, firstLine);
  const mend = isArray
    ? "Write each element of the array as one JSON object, with a comma between two."
    : "Write one whole JSON object on each line.";
  let count = 0;
  for await (const { line, text } of rows) {
    yield { line, value: validateRow(schema, parseJsonRow(text, line, mend), line) };
    count += 1;
  }
  refuseEmptyFile(count);
}

/** The first character that says something, its line, and the text from there on. */
async function skipLeadingSpace(
  text: AsyncGenerator<string>,
): Promise<{ first: string; line: number; chunks: AsyncIterable<string> }> {
  let line = 1;
  for (let next = await text.next(); !next.done; next = await text.next()) {
    const rest = next.value.trimStart();
    line += countLineEnds(next.value.slice(0, next.value.length - rest.length));
    if (rest !== "") return { first: rest.charAt(0), line, chunks: prependChunk(rest, text) };
  }
  return { first: "", line, chunks: text };
}
