import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { readCsvResponses } from "./csv-responses";
import type { ByteStream } from "./decode-text";
import { readJsonlResponses } from "./jsonl-responses";
import { readMtBenchVotes } from "./mt-bench-votes";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const ROWS = 100_000;
const FILLER = "word ".repeat(120);
const MEGABYTE = 1024 * 1024;

async function* chunksOf(head: string, row: (index: number) => string, tail: string): ByteStream {
  if (head !== "") yield Buffer.from(head);
  for (let index = 0; index < ROWS; index += 50) {
    yield Buffer.from(Array.from({ length: 50 }, (_, offset) => row(index + offset)).join(""));
  }
  if (tail !== "") yield Buffer.from(tail);
}

/** Rows read, and by how many bytes the live heap grew at most while they were. */
async function read(records: AsyncIterable<unknown>): Promise<{ rows: number; growth: number }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let rows = 0;
  let growth = 0;
  for await (const _record of records) {
    rows += 1;
    if (rows % 25_000 === 0) {
      collectGarbage();
      growth = Math.max(growth, process.memoryUsage().heapUsed - before);
    }
  }
  return { rows, growth };
}

const response = (index: number) => JSON.stringify({ id: `p${index}`, model: "m", text: FILLER });
const vote = (index: number) =>
  JSON.stringify({
    judge: `r${index % 65}`,
    model_a: "m",
    model_b: "n",
    question_id: index,
    winner: "tie",
    note: FILLER,
  });

// over 60 MB of text each; what may stay is the ids of the rows, where the reader looks for repeated ones
test.each([
  ["votes in JSONL", () => readMtBenchVotes(chunksOf("", (index) => `${vote(index)}\n`, "")), 8],
  [
    "responses in one JSON array",
    () => readJsonlResponses(chunksOf("[", (index) => `${index ? "," : ""}${response(index)}\n`, "]")),
    24,
  ],
  [
    "responses in CSV",
    () => readCsvResponses(chunksOf("prompt_id,model,text\n", (index) => `p${index},m,${FILLER}\n`, "")),
    24,
  ],
])("100,000 %s stream without being held", { timeout: 60_000 }, async (_name, open, megabytes) => {
  const { rows, growth } = await read(open());
  expect(rows).toBe(ROWS);
  expect(growth).toBeLessThan(megabytes * MEGABYTE);
});
