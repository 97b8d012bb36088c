import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Runtime, readRuntime, runtimePath, writeRuntime } from "@/lib/embedded/runtime";

const RUNTIME: Runtime = {
  databaseUrl: "postgresql://eucalypt:secret@127.0.0.1:5000/eucalypt",
  redisUrl: "redis://:secret@127.0.0.1:5001",
  port: 3000,
  nextauthSecret: "n".repeat(43),
  serverActionsKey: "s".repeat(44),
  databasePassword: "d".repeat(32),
  redisPassword: "r".repeat(32),
};

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "eucalypt-runtime-"));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("what is written is read again, by its owner alone", () => {
  expect(readRuntime(dir)).toBeNull();
  writeRuntime(dir, RUNTIME);
  expect(readRuntime(dir)).toEqual(RUNTIME);
  expect(statSync(runtimePath(dir)).mode & 0o777).toBe(0o600);
});

test("a damaged file is never taken for a new installation", () => {
  writeFileSync(runtimePath(dir), '{"port": 3000}');
  expect(() => readRuntime(dir)).toThrow(/damaged/);
});
