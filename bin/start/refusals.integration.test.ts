import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "@/bin/build/production-build";
import { programArgs } from "@/bin/build/program-args";
import { takeLock } from "@/lib/embedded/process-lock";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "eucalypt-refusals-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Ended = { code: number; said: string };

/** Starts as `npm start` would, where nothing is expected to begin. */
function start(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const node = [...programArgs("start"), ...args];
  const { DATABASE_URL: _d, REDIS_URL: _r, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: ROOT, env: { ...rest, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: `${stdout}${stderr}` });
    });
  });
}

function expectSentence({ code, said }: Ended, sentence: RegExp): void {
  expect(said.trim().split("\n").at(-1)).toMatch(sentence);
  expect(said).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
}

test("a taken port is named, with the option that changes it", async () => {
  const taken = await new Promise<Server>((resolve) => {
    const server = createServer().listen(0, () => resolve(server));
  });
  const { port } = taken.address() as { port: number };
  expectSentence(await start(["--port", `${port}`, "--data-dir", dir]), /^Port \d+ is taken .* --port\.$/);
  taken.close();
});

test("a data directory that is a file, or that nothing can be made in, is named", async () => {
  writeFileSync(join(dir, "file"), "");
  expectSentence(await start(["--port", "0", "--data-dir", join(dir, "file")]), /is a file.*--data-dir\.$/);
  expectSentence(await start(["--port", "0", "--data-dir", join(dir, "file", "below")]), /is a file.*--data-dir\.$/);
});

test("a second start on the same data is refused while the first lives", async () => {
  const lock = takeLock(join(dir, "start.lock"));
  expectSentence(
    await start(["--port", "0", "--data-dir", dir]),
    new RegExp(`^Eucalypt is already running .*process ${process.pid}`),
  );
  if (lock.holder === null) lock.release();
});

test("stores that do not answer are named without their password", async () => {
  const database = await start(["--port", "0", "--data-dir", dir], {
    DATABASE_URL: "postgresql://me:hush@127.0.0.1:1/a",
  });
  expectSentence(database, /^DATABASE_URL \(postgresql:\/\/me@127\.0\.0\.1:1\/a\) does not let us in .*ECONNREFUSED/);
  expect(database.said).not.toContain("hush");
  expectSentence(
    await start(["--port", "0", "--data-dir", dir], { DATABASE_URL: "my database" }),
    /^DATABASE_URL is not an address/,
  );
});

test("a runtime.json that is damaged is named and left as it is", async () => {
  writeFileSync(join(dir, "runtime.json"), "{");
  expectSentence(await start(["--port", "0", "--data-dir", dir]), /runtime\.json is damaged.*Restore it from a copy/s);
});
