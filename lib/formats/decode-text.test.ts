import { describe, expect, test } from "vitest";
import { decodeText } from "./decode-text";
import { bytesOf, collect } from "./testing/bytes";

const TEXT = "première ligne\n第二 🐨 line\r\nend";

async function decode(bytes: Uint8Array | string, chunkSize = 7): Promise<string> {
  return (await collect(decodeText(bytesOf(bytes, chunkSize)))).join("");
}

function bigEndian(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
}

describe("decodeText", () => {
  test.each([1, 2, 3, 5, 64])("a character cut between chunks of %i bytes is whole", async (size) => {
    expect(await decode(TEXT, size)).toBe(TEXT);
    expect(await decode(Buffer.from(`\uFEFF${TEXT}`, "utf16le"), size)).toBe(TEXT);
    expect(await decode(bigEndian(TEXT), size)).toBe(TEXT);
  });

  test("a UTF-8 byte order mark is no part of the text, and only the first is one", async () => {
    expect(await decode("\uFEFFab\uFEFF")).toBe("ab\uFEFF");
    expect(await decode("\uFEFF")).toBe("");
  });

  test("a file that holds U+FFFD itself is valid", async () => {
    expect(await decode("cut \uFFFD here")).toBe("cut \uFFFD here");
  });

  test("files shorter than a byte order mark are read", async () => {
    expect(await decode("")).toBe("");
    expect(await decode("ab")).toBe("ab");
  });

  test.each([1, 4, 100])("Latin-1 is refused with its line and the mend, in chunks of %i", async (size) => {
    const latin1 = Buffer.from("plain\nplain\ncaf\u00e9 au lait\n", "latin1");
    await expect(decode(latin1, size)).rejects.toThrow(
      "Line 3: the text is not valid UTF-8 (byte 0xE9). Save the file as UTF-8.",
    );
  });

  test("a Windows-1252 quotation mark and a character cut by the end of the file are refused", async () => {
    await expect(decode(Buffer.from([0x61, 0x0a, 0x93, 0x68, 0x69, 0x94]))).rejects.toThrow("Line 2: the text is not");
    await expect(decode(Buffer.from("a\n🐨").subarray(0, -1))).rejects.toThrow("Line 2: the text is not valid UTF-8");
  });

  test("half a surrogate pair and an odd byte in UTF-16 are refused", async () => {
    await expect(decode(Buffer.from("\uFEFFa\nb\uD83Dc", "utf16le"))).rejects.toThrow(
      "Line 2: the text is not valid UTF-16",
    );
    await expect(decode(Buffer.concat([bigEndian("ab"), Buffer.of(0)]))).rejects.toThrow("not valid UTF-16");
  });

  test("NUL bytes, and so UTF-16 without a mark, are refused with the line", async () => {
    await expect(decode("one\ntwo\n\0")).rejects.toThrow("Line 3: the file holds a NUL byte");
    await expect(decode(Buffer.from("abc", "utf16le"))).rejects.toThrow("Save the file as UTF-8.");
  });

  test("common binary files are named", async () => {
    await expect(decode(Buffer.from("PK\u0003\u0004 and more"), 1)).rejects.toThrow(
      "The file is a ZIP archive or an Excel",
    );
    await expect(decode("PAR1")).rejects.toThrow("Convert it to JSONL first.");
    await expect(decode(Buffer.of(0x1f, 0x8b, 8, 0, 0))).rejects.toThrow("compressed with gzip");
  });
});
