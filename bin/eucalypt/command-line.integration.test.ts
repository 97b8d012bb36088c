import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { runCommand } from "@/bin/eucalypt/testing/run-command";
import { verifyPassword } from "@/lib/auth/password";
import { closePool } from "@/lib/db/pool";
import { closePrisma, getPrisma } from "@/lib/db/prisma";
import { createTestDatabase, type TestDatabase } from "@/lib/embedded/test-database";

// each command is a process that loads the project, seconds long on a busy machine
vi.setConfig({ testTimeout: 180_000 });

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "eucalypt-command-line-"));
});
afterAll(async () => {
  await closePrisma();
  await closePool();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a file is imported, and again changes nothing; both say so", async () => {
  const path = write("prompts.csv", "id,prompt\n1,one\n2,two\n");
  const options = ["import", "prompts", path, "--format", "csv", "--set", "two prompts"];
  expect(await runCommand(options)).toEqual({
    code: 0,
    stdout: "Imported 2 prompts as two prompts, version 1.\n",
    stderr: "",
  });
  const again = await runCommand([...options, "--json"]);
  expect(JSON.parse(again.stdout)).toEqual({ status: "unchanged", set: "two prompts", version: 1, prompts: 2 });
  const { stdout } = await runCommand(["prompts", "list"]);
  expect(stdout).toMatch(/two prompts +1 +2 +csv/);
});

test("columns may be named", async () => {
  const path = write("votes.csv", "a,b,verdict,who,q\nm,n,left,ann,1\n");
  const columns = "left=a,right=b,winner=verdict,rater=who,prompt=q";
  const ended = await runCommand(["import", "votes", path, "--format", "csv", "--columns", columns, "--study", "csv"]);
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  expect(ended.stdout).toBe("Imported 1 vote by 1 rater on 1 comparison (1 prompt, 2 models) into the study csv.\n");
});

test.each([
  [
    "a bad line",
    () => ["import", "prompts", write("bad.csv", "id,prompt\n1,\n"), "--format", "csv", "--set", "s"],
    /^bad\.csv, line 2: .* Nothing was imported\.\n$/,
  ],
  [
    "a file that is not there",
    () => ["import", "prompts", "/nowhere/x", "--format", "csv", "--set", "s"],
    /^Cannot read \/nowhere\/x\. There is no such file\.\n$/,
  ],
  [
    "an unknown format",
    () => ["import", "prompts", "x", "--format", "xml", "--set", "s"],
    /Allowed choices are koala-test-set, /,
  ],
  [
    "a column of no kind",
    () => ["import", "votes", "x", "--format", "csv", "--study", "s", "--columns", "up=a"],
    /"up=a" is not one of left=…, right=…/,
  ],
  [
    "a sample without a seed",
    () => ["import", "prompts", write("ok.csv", "id,prompt\n1,x\n"), "--format", "csv", "--set", "s", "--sample", "1"],
    /^Give a sample size and a seed together/,
  ],
])("%s ends with code 1 and a sentence", async (_name, args, message) => {
  const { code, stdout, stderr } = await runCommand(args());
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
});

test("a database that does not answer, and a folder where nothing was started, are named with the mend", async () => {
  const down = await runCommand(["models", "list"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" });
  expect(down).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The database does not answer\. Start Eucalypt with npm start/),
  });
  const nothing = await runCommand(["models", "list", "--data-dir", folder], { DATABASE_URL: undefined });
  expect(nothing).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no `npm start` has made a database here\. Run npm start first/),
  });
});

test("an account's password is shown once, signs in, and a new one signs every session out", async () => {
  const made = await runCommand(["account", "create", "Ana@Example.org", "--role", "owner"]);
  const passwordIn = (text: string) => /^Password: (\S+)$/m.exec(text)?.[1] ?? "";
  const find = () => getPrisma().account.findUniqueOrThrow({ where: { email: "ana@example.org" } });
  const account = await find();
  expect(account).toMatchObject({ name: "ana", role: "owner", sessionVersion: 0 });
  expect(await verifyPassword(account.passwordHash, passwordIn(made.stdout))).toBe(true);

  expect(await runCommand(["account", "create", "ana@example.org"])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/already/),
  });
  const renewed = await runCommand(["account", "password", "ana@example.org"]);
  const after = await find();
  expect(after.sessionVersion).toBe(1);
  expect(await verifyPassword(after.passwordHash, passwordIn(made.stdout))).toBe(false);
  expect(await verifyPassword(after.passwordHash, passwordIn(renewed.stdout))).toBe(true);
});
