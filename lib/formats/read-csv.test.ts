import { describe, expect, test } from "vitest";
import { readCsv, requireColumns } from "./read-csv";
import { bytesOf, collect } from "./testing/bytes";

function read(text: string, chunkSize?: number) {
  return collect(readCsv(bytesOf(text, chunkSize), requireColumns("id", "text")));
}

describe("readCsv", () => {
  test.each([1, 5, 1000])(
    "a row has the line it begins on, after cells of several lines, in chunks of %i",
    async (size) => {
      for (const end of ["\n", "\r\n"]) {
        const text = ["id,text", "", 'a,"one', "two", '""three"""', "b,", "c,x"].join(end);
        expect(await read(text, size)).toEqual([
          { line: 3, record: { id: "a", text: `one${end}two${end}"three"` } },
          { line: 6, record: { id: "b", text: "" } },
          { line: 7, record: { id: "c", text: "x" } },
        ]);
      }
    },
  );

  test.each([";", "\t"])("the delimiter %j is taken from the header", async (delimiter) => {
    const text = `\uFEFFid${delimiter}"a,b,c"${delimiter}text\n1${delimiter}2${delimiter}x, y\n`;
    expect(await read(text)).toEqual([{ line: 2, record: { id: "1", "a,b,c": "2", text: "x, y" } }]);
  });

  test("cells keep their spaces, header names do not; columns without a name and empty rows are skipped", async () => {
    expect(await read(" id ,text,\n a , b ,\n,,\nc,d,7\n")).toEqual([
      { line: 2, record: { id: " a ", text: " b " } },
      { line: 4, record: { id: "c", text: "d" } },
    ]);
  });

  test("a missing column, a column named twice and a wrong number of cells are errors with their line", async () => {
    await expect(read("id,txt\n1,x\n")).rejects.toThrow(
      'Line 1: the column "text" is missing. The header has: id, txt. It needs: id, text.',
    );
    await expect(read("\nid,text,id\n")).rejects.toThrow('Line 2: the header names the column "id" twice.');
    await expect(read("id,text\n1,x\n2,x,y\n")).rejects.toThrow("Line 3: the row has 3 cells where the header has 2.");
    await expect(read("id,text\n1\n")).rejects.toThrow("Line 2: the row has 1 cell where the header has 2.");
  });

  test("a quotation that is never closed is named by the line its row begins on, after the rows before it", async () => {
    const rows: string[] = [];
    const reading = (async () => {
      for await (const { record } of readCsv(bytesOf('id,text\n1,x\n2,"y\nz\n', 1000))) rows.push(record.id ?? "");
    })();
    await expect(reading).rejects.toThrow("Line 3: a quoted cell of the row that begins here is never closed.");
    expect(rows).toEqual(["1"]);
    await expect(read('id,text\n1,x\n2,5" nail\n')).rejects.toThrow(
      "Line 3: a double quote stands in the wrong place.",
    );
  });

  test("a file without rows is refused", async () => {
    await expect(read("")).rejects.toThrow("holds no rows");
    await expect(read("id,text\n")).rejects.toThrow("holds no rows");
  });

  test("a column named __proto__ is a column", async () => {
    const [row] = await read("id,text,__proto__\n1,x,y\n");
    expect(Object.entries(row?.record ?? {})).toEqual([
      ["id", "1"],
      ["text", "x"],
      ["__proto__", "y"],
    ]);
  });
});
