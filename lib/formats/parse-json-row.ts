import { FormatError } from "./format-error";

/**
 * JSON.parse for one row.
 *
 * A string may spell two things that UTF-8 text cannot store. `\u0000` is refused, as no database text holds it. Half a
 * surrogate pair, which is what a response cut in the middle of an emoji ends in, becomes U+FFFD here, because writing it
 * would make it so, and a file read twice must give the same text twice.
 */
export function parseJsonRow(text: string, line: number, mend: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // V8's own message gives a position for some mistakes and quotes the row for others
    throw new FormatError({ line, problem: "this is not valid JSON", mend });
  }
  // one search of the line instead of a walk through every value of every row
  return /\\u0000|\\ud[89a-f]/i.test(text) ? storable(value, line, "") : value;
}

function storable(value: unknown, line: number, field: string): unknown {
  if (typeof value === "string") {
    if (value.includes("\0")) {
      throw new FormatError({
        line,
        field,
        problem: `the field "${field}" holds a NUL character (\\u0000)`,
        mend: "Remove the character.",
      });
    }
    return value.replace(/\p{Surrogate}/gu, "\uFFFD");
  }
  if (Array.isArray(value)) return value.map((item, index) => storable(item, line, `${field}[${index}]`));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const name = storable(key, line, field) as string;
    return [name, storable(item, line, field === "" ? name : `${field}.${name}`)];
  });
  return Object.fromEntries(entries);
}
