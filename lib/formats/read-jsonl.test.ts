import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readJsonl } from "./read-jsonl";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";

const schema = z.object({ id: z.string(), turns: z.array(z.string()).optional() });

function read(text: string, chunkSize?: number) {
  return collect(readJsonl(bytesOf(text, chunkSize), schema));
}

describe("one object a line", () => {
  test("gives each value with its line", async () => {
    expect(await read('\uFEFF\n{"id":"a"}\r\n\r\n{"id":"b"}')).toEqual([
      { line: 2, value: { id: "a" } },
      { line: 4, value: { id: "b" } },
    ]);
  });

  test("broken JSON is an error with its line", async () => {
    await expect(read('{"id":"a"}\n{"id":}\n')).rejects.toThrow(
      "Line 2: this is not valid JSON. Write one whole JSON object on each line.",
    );
    await expect(read('{"id":"a"}\n{"id":"b"')).rejects.toThrow("Line 2: this is not valid JSON");
  });

  test("a value that the schema refuses is an error with its line, field and mend", async () => {
    const error = await collect(readJsonl(jsonlOf({ id: "a" }, { id: "b", turns: ["x", 5] }), schema)).catch((e) => e);
    expect(error).toMatchObject({ name: "FormatError", line: 2, field: "turns[1]", mend: "Write text in quotes." });
    expect(error.message).toBe('Line 2: the field "turns[1]" is the number 5. Write text in quotes.');
    await expect(read('{"ID":"a"}')).rejects.toThrow('Line 1: the field "id" is missing. Add "id" to the row.');
    await expect(read('"a"')).rejects.toThrow('Line 1: the row is "a". Write an object in braces.');
  });

  test("an empty file is refused", async () => {
    await expect(read("")).rejects.toThrow("The file holds no rows. Check that it is the right file and is complete.");
    await expect(read(" \n\n")).rejects.toThrow("holds no rows");
  });

  test("a NUL character, which no database text holds, is refused; a backslash before u0000 is not one", async () => {
    await expect(read('{"id":"a","turns":["x\\u0000"]}')).rejects.toThrow(
      'Line 1: the field "turns[0]" holds a NUL character (\\u0000). Remove the character.',
    );
    expect(await read('{"id":"\\\\u0000"}')).toEqual([{ line: 1, value: { id: "\\u0000" } }]);
  });

  test("half a surrogate pair becomes U+FFFD, a whole pair stays", async () => {
    expect(await read('{"id":"\\ud83d\\udc28 \\ud83d"}')).toEqual([{ line: 1, value: { id: "🐨 \uFFFD" } }]);
  });
});

describe("one array", () => {
  test.each([1, 3, 1000])("its elements are rows with the line they begin on, in chunks of %i", async (size) => {
    const text = '\n[\n  {"id": "a, ]}\\"[", "turns": ["x", "[y"]},\r\n\n  {\n    "id": "b\\\\"\n  }\n]\n';
    expect(await read(text, size)).toEqual([
      { line: 3, value: { id: 'a, ]}"[', turns: ["x", "[y"] } },
      { line: 5, value: { id: "b\\" } },
    ]);
  });

  test("an array cut short, text after it and a comma too many are refused", async () => {
    await expect(read('[{"id":"a"},\n{"id":"b"')).rejects.toThrow(
      "Line 2: the file ends inside the array that began on line 1.",
    );
    await expect(read('[{"id":"a"}]\n{"id":"b"}')).rejects.toThrow("Line 2: there is text after the end of the array.");
    await expect(read('[{"id":"a"},]')).rejects.toThrow("Line 1: a comma of the array has no element beside it.");
    await expect(read('[,{"id":"a"}]')).rejects.toThrow("has no element beside it");
    await expect(read('[{"id":"a"}\n{"id":"b"}]')).rejects.toThrow("Line 1: this is not valid JSON");
    await expect(read("[ ]")).rejects.toThrow("holds no rows");
  });
});
