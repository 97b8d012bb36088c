import { describe, expect, test } from "vitest";
import { readCsvGold, readJsonlGold } from "./gold-pairs";
import { readLlmbar } from "./llmbar";
import { bytesOf, collect, jsonlOf } from "./testing/bytes";
import { lacksSharedData, sharedFile } from "./testing/shared-data";

describe("pairs written by hand", () => {
  test("a row says which is better; without ids rows are counted", async () => {
    const rows = jsonlOf(
      { id: "sum", prompt: "Two and two?", better: "Four.", worse: "Five.", category: "maths" },
      { prompt: "Sum up.", input: "A text.", better: " short\n", worse: "long" },
    );
    expect(await collect(readJsonlGold(rows))).toEqual([
      {
        ...{ line: 1, externalId: "sum", turns: [{ text: "Two and two?", input: null }] },
        ...{ better: "Four.", worse: "Five.", category: "maths" },
      },
      {
        ...{ line: 2, externalId: "2", turns: [{ text: "Sum up.", input: "A text." }] },
        ...{ better: " short\n", worse: "long", category: null },
      },
    ]);
  });

  test("a table has the same fields; an id may be left out or its column may", async () => {
    const table = bytesOf('prompt,better,worse,id\n"Two\nand two?",Four.,Five.,\nAdd.,7,8,add\n');
    expect(await collect(readCsvGold(table))).toMatchObject([
      { line: 2, externalId: "1", turns: [{ text: "Two\nand two?", input: null }], better: "Four.", worse: "Five." },
      { line: 4, externalId: "add", better: "7", worse: "8", category: null },
    ]);
    expect(await collect(readCsvGold(bytesOf("prompt,better,worse\na,b,c\n")))).toMatchObject([{ externalId: "1" }]);
  });

  test.each([
    [{ prompt: "x", better: "y" }, 'the field "worse" is missing. Add "worse" to the row.'],
    [{ prompt: " ", better: "y", worse: "z" }, 'the field "prompt" is empty.'],
    [{ prompt: "x", better: "y", worse: "\u200B" }, 'the field "worse" is empty.'],
    [{ prompt: "x", better: "y", worse: " y\n" }, "the two responses are the same text. Write one that is worse"],
    [{ prompt: "x", better: 4, worse: "y" }, 'the field "better" is the number 4. Write text in quotes.'],
  ])("%j is refused", async (row, message) => {
    await expect(collect(readJsonlGold(jsonlOf(row)))).rejects.toThrow(`Line 1: ${message}`);
  });

  test("a column that is not there, and an id used twice, are told", async () => {
    await expect(collect(readCsvGold(bytesOf("prompt,better\na,b\n")))).rejects.toThrow("worse");
    const twice = jsonlOf({ id: "2", prompt: "a", better: "b", worse: "c" }, { prompt: "d", better: "e", worse: "f" });
    await expect(collect(readJsonlGold(twice))).rejects.toThrow('Line 2: the id "2" was used on line 1 before.');
  });
});

describe("LLMBar", () => {
  const row = { input: "Say hello.", output_1: "Goodbye.", output_2: "Hello.", label: 2 };

  test("the label says which output is better; an array and lines are read alike", async () => {
    const expected = {
      ...{ externalId: "1", turns: [{ text: "Say hello.", input: null }] },
      ...{ better: "Hello.", worse: "Goodbye.", category: null },
    };
    expect(await collect(readLlmbar(bytesOf(JSON.stringify([row], null, 2))))).toEqual([{ line: 2, ...expected }]);
    const lines = jsonlOf(row, { ...row, label: 1 });
    expect(await collect(readLlmbar(lines))).toMatchObject([
      { line: 1, ...expected },
      { line: 2, externalId: "2", better: "Goodbye.", worse: "Hello." },
    ]);
  });

  test.each([0, 3, "1", null])("the label %j is refused", async (label) => {
    await expect(collect(readLlmbar(jsonlOf({ ...row, label })))).rejects.toThrow(/Line 1: .*label.*Write 1 or 2/);
  });

  test.skipIf(lacksSharedData())("the published natural set is read whole", async () => {
    const pairs = await collect(readLlmbar(sharedFile("llmbar/Natural.json")));
    expect(pairs).toHaveLength(100);
    expect(pairs.map(({ externalId }) => externalId)).toEqual(Array.from({ length: 100 }, (_, at) => String(at + 1)));
    expect(pairs.filter(({ better, worse }) => better.trim() === worse.trim())).toEqual([]);
    // the file's first row has label 1
    expect(pairs[0]?.turns[0]?.text.startsWith("Summarize the following content.")).toBe(true);
  });
});
