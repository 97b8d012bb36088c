import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderMarkdown } from "./render-markdown";

const shared = process.env.EUCALYPT_SHARED_DATA ?? join(import.meta.dirname, "../../../shared/data");
const folder = join(shared, "mtbench/answers");
const isHere = existsSync(folder);
if (!isHere) console.log(`skipped: no MT-Bench answers in ${folder}; set EUCALYPT_SHARED_DATA`);

test.skipIf(!isHere)("real answers are rendered as Markdown, and quickly", { timeout: 60_000 }, () => {
  const turns = readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .trim()
      .split("\n")
      .flatMap((line) => (JSON.parse(line) as { choices: { turns: string[] }[] }).choices[0]?.turns ?? []),
  );
  const started = performance.now();
  const whole = turns.map(renderMarkdown).filter((html) => /^<pre>(?!<code)/.test(html));
  console.log(`${turns.length} turns, ${((performance.now() - started) / turns.length).toFixed(2)} ms each`);
  expect(turns.length).toBe(800);
  expect(whole).toEqual([]);
});
