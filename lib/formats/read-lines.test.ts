import { expect, test } from "vitest";
import { decodeText } from "./decode-text";
import { readLines } from "./read-lines";
import { bytesOf, collect } from "./testing/bytes";

function lines(text: string, chunkSize?: number) {
  return collect(readLines(decodeText(bytesOf(text, chunkSize))));
}

test("LF, CRLF, a lone CR at the end and no line end at all give the same lines", async () => {
  const expected = [
    { line: 1, text: "one" },
    { line: 2, text: "two" },
  ];
  for (const text of ["one\ntwo\n", "one\r\ntwo\r\n", "one\ntwo\r", "one\ntwo"]) {
    for (const size of [1, 4, 100]) expect(await lines(text, size)).toEqual(expected);
  }
});

test("blank lines are skipped and counted", async () => {
  expect(await lines("\n\r\n  \none\n\ntwo\n\n")).toEqual([
    { line: 4, text: "one" },
    { line: 6, text: "two" },
  ]);
});

test("a line beyond 16 MiB is refused with its number", async () => {
  async function* endless() {
    yield "short\n";
    for (;;) yield "x".repeat(1024 * 1024);
  }
  await expect(collect(readLines(endless()))).rejects.toThrow(
    "Line 2: the record that begins here is longer than 16 MiB.",
  );
});
