import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Supervised, supervise } from "@/bin/start/supervise";

let dir: string;
let running: Supervised | undefined;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "eucalypt-supervise-"));
});

afterEach(async () => {
  await running?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function run(script: string, said: string[], onChange = () => {}): Supervised {
  const spec = { name: "test", args: ["-e", script], cwd: dir, env: process.env, logPath: join(dir, "test.log") };
  running = supervise(spec, (sentence) => said.push(sentence), onChange);
  return running;
}

test("a process that ends is started again, and the operator is told", { timeout: 20_000 }, async () => {
  const said: string[] = [];
  let changes = 0;
  const supervised = run('console.log("hello"); process.exit(3)', said, () => {
    changes += 1;
  });
  await expect.poll(() => changes, { timeout: 10_000 }).toBe(2);
  expect(said[0]).toMatch(/The test process ended \(exit code 3\); starting it again in 0\.5 s\. Its log: .*test\.log/);
  await expect.poll(() => supervised.deaths(), { timeout: 10_000 }).toBe(2);
  // waits twice as long
  expect(said[1]).toMatch(/in 1 s/);
  expect(readFileSync(join(dir, "test.log"), "utf8")).toBe("hello\nhello\n");
});

test("one that is stopped stays stopped", { timeout: 20_000 }, async () => {
  const said: string[] = [];
  const supervised = run("setInterval(() => {}, 1000)", said);
  await supervised.stop();
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(supervised.deaths()).toBe(0);
  expect(said).toEqual([]);
});
