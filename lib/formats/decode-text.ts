import { refuseKnownBinary } from "./file-signature";
import { FormatError } from "./format-error";
import { countLineEnds } from "./line-ends";

export type ByteStream = AsyncIterable<Uint8Array>;

type Encoding = { name: "utf8" | "utf16le"; bigEndian: boolean; bomLength: number };

const HEAD_LENGTH = 4;
const SAVE_AS_UTF8 = "Save the file as UTF-8.";

/**
 * Bytes to text, in constant memory. UTF-8, with or without a byte order mark; UTF-16 of either order with one.
 *
 * @throws {FormatError} bytes of another encoding, or a binary file: names the line.
 */
export async function* decodeText(bytes: ByteStream): AsyncGenerator<string> {
  let encoding: Encoding | null = null;
  let held: Buffer = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of bytes) {
    held = held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([held, chunk]);
    if (encoding === null) {
      if (held.length < HEAD_LENGTH) {
        held = Buffer.from(held);
        continue;
      }
      encoding = detectEncoding(held);
      held = held.subarray(encoding.bomLength);
    }
    const whole = wholeCharacters(held, encoding);
    const text = decodeWhole(held.subarray(0, whole), encoding, line);
    // a copy: the caller may reuse the chunk's memory
    held = Buffer.from(held.subarray(whole));
    line += countLineEnds(text);
    if (text !== "") yield text;
  }
  if (encoding === null) {
    encoding = detectEncoding(held);
    held = held.subarray(encoding.bomLength);
  }
  if (held.length > 0) yield decodeWhole(held, encoding, line);
}

function detectEncoding(head: Buffer): Encoding {
  refuseKnownBinary(head);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { name: "utf8", bigEndian: false, bomLength: 3 };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: "utf16le", bigEndian: false, bomLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: "utf16le", bigEndian: true, bomLength: 2 };
  return { name: "utf8", bigEndian: false, bomLength: 0 };
}

/** How many of the bytes make whole characters: the rest, at most three bytes, waits for the next chunk. */
function wholeCharacters(bytes: Buffer, encoding: Encoding): number {
  if (encoding.name === "utf16le") {
    const even = bytes.length - (bytes.length % 2);
    const highByte = bytes[even - (encoding.bigEndian ? 2 : 1)] ?? 0;
    // 0xD8 to 0xDB begins a surrogate pair whose second half has not come yet
    return even > 0 && highByte >= 0xd8 && highByte <= 0xdb ? even - 2 : even;
  }
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function decodeWhole(given: Buffer, encoding: Encoding, firstLine: number): string {
  const bytes = encoding.bigEndian ? swapPairs(given) : given;
  const text = new TextDecoder(encoding.name === "utf8" ? "utf-8" : "utf-16le", { ignoreBOM: true }).decode(bytes);
  const bad = firstDifference(bytes, text, encoding.name);
  if (bad !== -1) {
    const before = bytes.toString(encoding.name, 0, bad);
    const found = encoding.name === "utf8" ? "UTF-8" : "UTF-16";
    const code = (bytes[bad] ?? 0).toString(16).toUpperCase().padStart(2, "0");
    throw new FormatError({
      line: firstLine + countLineEnds(before),
      problem: `the text is not valid ${found} (byte 0x${code})`,
      mend: SAVE_AS_UTF8,
    });
  }
  const nul = text.indexOf("\0");
  if (nul !== -1) {
    throw new FormatError({
      line: firstLine + countLineEnds(text.slice(0, nul)),
      problem: "the file holds a NUL byte, so it is binary or in an encoding that is not known here",
      mend: SAVE_AS_UTF8,
    });
  }
  return text;
}

/** Where writing the text back gives other bytes, which is where the decoder put U+FFFD for a byte it could not read; −1: nowhere. */
function firstDifference(bytes: Buffer, text: string, encoding: "utf8" | "utf16le"): number {
  // only a decoder that met a bad byte, or a file that holds U+FFFD itself, is worth the second pass
  if (!text.includes("\uFFFD") && bytes.length % (encoding === "utf8" ? 1 : 2) === 0) return -1;
  const again = Buffer.from(text, encoding);
  const length = Math.min(bytes.length, again.length);
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] !== again[index]) return index;
  }
  return bytes.length === again.length ? -1 : length;
}

function swapPairs(bytes: Buffer): Buffer {
  const even = bytes.length - (bytes.length % 2);
  return Buffer.concat([Buffer.from(bytes.subarray(0, even)).swap16(), bytes.subarray(even)]);
}
