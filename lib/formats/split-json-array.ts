import { FormatError } from "./format-error";
import type { Line } from "./read-lines";
import { refuseLongRow } from "./row-limit";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/**
 * The elements of one JSON array, each as its text and the line it begins on, one in memory at a time.
 * It follows strings, escapes and nesting and nothing more: whether an element is JSON is for the parser to say.
 *
 * @param chunks text whose first character that is not white space is `[`.
 */
export async function* splitJsonArray(chunks: AsyncIterable<string>, firstLine = 1): AsyncGenerator<Line> {
  const splitter = new ArraySplitter(firstLine);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  splitter.finish();
}

class ArraySplitter {
  private depth = 0;
  private inString = false;
  private escaped = false;
  private ended = false;
  private parts: string[] = [];
  private length = 0;
  private elementLine: number | null = null;
  private elements = 0;
  private readonly arrayLine: number;

  constructor(private line: number) {
    this.arrayLine = line;
  }

  *push(chunk: string): Generator<Line> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      const before = this.depth;
      const boundary = this.step(code);
      if (boundary) {
        // the opening bracket ends nothing, it only begins the first element
        if (before > 0) {
          this.keep(chunk.slice(start, at));
          yield* this.take(this.ended);
        }
        start = at + 1;
      }
    }
    if (!this.ended) this.keep(chunk.slice(start));
  }

  finish(): void {
    if (this.ended) return;
    throw new FormatError({
      line: this.line,
      problem: `the file ends inside the array that began on line ${this.arrayLine}`,
      mend: "Close the array with ], or give the whole file.",
    });
  }

  /** Moves over one character; true where an element begins or ends. */
  private step(code: number): boolean {
    if (code === 0x0a) this.line += 1;
    if (this.inString) {
      if (this.escaped) this.escaped = false;
      else if (code === BACKSLASH) this.escaped = true;
      else if (code === QUOTE) this.inString = false;
      return false;
    }
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return false;
    if (this.ended) this.refuseRest();
    if (code === COMMA && this.depth === 1) return true;
    if (CLOSE.has(code)) {
      this.depth -= 1;
      this.ended = this.depth === 0;
      return this.ended;
    }
    if (OPEN.has(code)) {
      this.depth += 1;
      if (this.depth === 1) return true;
    }
    if (code === QUOTE) this.inString = true;
    this.elementLine ??= this.line;
    return false;
  }

  private keep(text: string): void {
    this.parts.push(text);
    this.length += text.length;
    refuseLongRow(this.length, this.elementLine ?? this.line);
  }

  private *take(last: boolean): Generator<Line> {
    const text = this.parts.join("");
    const line = this.elementLine;
    this.parts = [];
    this.length = 0;
    this.elementLine = null;
    if (line !== null) {
      this.elements += 1;
      yield { line, text };
    } else if (!last || this.elements > 0) {
      throw new FormatError({
        line: this.line,
        problem: "a comma of the array has no element beside it",
        mend: "Remove the comma.",
      });
    }
  }

  private refuseRest(): never {
    throw new FormatError({
      line: this.line,
      problem: "there is text after the end of the array",
      mend: "Keep one array in the file, or write one JSON object on each line without brackets around them.",
    });
  }
}
