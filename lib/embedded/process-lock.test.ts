import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { processIdentity } from "@/lib/embedded/child-process";
import { takeLock } from "@/lib/embedded/process-lock";

let dir: string;
let path: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "eucalypt-lock-"));
  path = join(dir, "lock");
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("a second taker learns who has the lock, and gets it once it is released", () => {
  const first = takeLock(path, "first");
  if (first.holder !== null) throw new Error("the lock was free");
  expect(takeLock(path)).toMatchObject({ holder: { pid: process.pid, note: "first" } });
  first.release();
  expect(takeLock(path)).toMatchObject({ holder: null, tookOver: false });
});

test("the lock of a process that is no more is taken over", () => {
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 1, identity: "long ago", note: "" }));
  expect(takeLock(path)).toMatchObject({ holder: null, tookOver: true });
});

test("another process that was given the dead one's number does not hold its lock", () => {
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: "an earlier process", note: "" }));
  expect(takeLock(path)).toMatchObject({ holder: null, tookOver: true });
});

test("a file that is cut short is no lock", () => {
  writeFileSync(path, '{"pid"');
  expect(takeLock(path)).toMatchObject({ holder: null });
});

test("a process has one identity while it lives, and none after", () => {
  expect(processIdentity(process.pid)).toBe(processIdentity(process.pid));
  expect(processIdentity(process.pid)).not.toBe(processIdentity(process.ppid));
  expect(processIdentity(2 ** 22 + 1)).toBeNull();
});
