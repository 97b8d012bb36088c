import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { importPrompts } from "@/lib/imports/commands/import-prompts";
import { importResponses } from "@/lib/imports/commands/import-responses";
import { importVotes } from "@/lib/imports/commands/import-votes";
import type { ImportFile } from "@/lib/imports/import-file";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

const ROWS = 100_000;
const MEGABYTE = 1024 * 1024;
const FILLER = "word ".repeat(120);

withTestDatabase();

type Measured<T> = { result: T; liveGrowth: number; rssGrowth: number };

/**
 * Imports 100,000 rows. `liveGrowth`: by how many bytes the live heap grew over the second half, when the database
 * client's memory of its last hundred statements is full; `rssGrowth`: the process, at most, since the start.
 */
async function measure<T>(row: (n: number) => object, run: (file: ImportFile) => Promise<T>): Promise<Measured<T>> {
  const startRss = process.memoryUsage().rss;
  const live: number[] = [];
  let rssGrowth = 0;
  async function* bytes() {
    for (let n = 0; n < ROWS; n += 100) {
      if (n === ROWS / 2 || n === ROWS - 100) {
        rssGrowth = Math.max(rssGrowth, process.memoryUsage().rss - startRss);
        collectGarbage();
        live.push(process.memoryUsage().heapUsed);
      }
      yield Buffer.from(Array.from({ length: 100 }, (_, offset) => `${JSON.stringify(row(n + offset))}\n`).join(""));
    }
  }
  const start = performance.now();
  const result = await run({ bytes: bytes(), fileName: "large.jsonl" });
  const rate = Math.round((ROWS / (performance.now() - start)) * 1000);
  const [half = 0, end = 0] = live;
  const measured = { result, liveGrowth: end - half, rssGrowth };
  const [liveMb, rssMb] = [measured.liveGrowth, rssGrowth].map((grown) => Math.round(grown / MEGABYTE));
  console.info(
    `${ROWS} rows, ${rate} a second; live heap ${liveMb} MB more at the end than half way, process +${rssMb} MB`,
  );
  return measured;
}

// what may stay is the ids of the rows, by which a repeated one is found: the second half's text is over 30 MB
test("100,000 prompts, and a response to each, pass at constant memory", { timeout: 300_000 }, async () => {
  const prompts = await measure(
    (n) => ({ id: n, prompt: `${n} ${FILLER}` }),
    (file) => importPrompts(OPERATOR, file, { format: "jsonl", set: "large" }),
  );
  expect(prompts.result).toMatchObject({ status: "imported", prompts: ROWS });
  const responses = await measure(
    (n) => ({ prompt_id: n, model: "m", text: `${n}` }),
    (file) => importResponses(OPERATOR, file, { format: "jsonl", set: "large" }),
  );
  expect(responses.result).toMatchObject({ status: "imported", inserted: ROWS });
  for (const { liveGrowth, rssGrowth } of [prompts, responses]) {
    expect(liveGrowth).toBeLessThan(16 * MEGABYTE);
    expect(rssGrowth).toBeLessThan(400 * MEGABYTE);
  }
});

test("100,000 votes pass at constant memory", { timeout: 300_000 }, async () => {
  const votes = await measure(
    (n) => ({ judge: `j${n % 500}`, model_a: `a${n % 7}`, model_b: `b${n % 5}`, question_id: n >> 2, winner: "tie" }),
    (file) => importVotes(OPERATOR, file, { format: "mt-bench", study: "large votes" }),
  );
  expect(votes.result).toMatchObject({ status: "imported", votes: ROWS, raters: 500 });
  expect(votes.liveGrowth).toBeLessThan(16 * MEGABYTE);
  expect(votes.rssGrowth).toBeLessThan(400 * MEGABYTE);
});
