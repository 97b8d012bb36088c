import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Ended, runCommand } from "@/bin/eucalypt/testing/run-command";
import { withTestDatabase } from "@/lib/embedded/test-database";

// each command is a process that loads the project, seconds long on a busy machine
vi.setConfig({ testTimeout: 180_000 });

withTestDatabase();

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eucalypt-prompts-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

function prompts(...args: string[]): Promise<Ended> {
  return runCommand(["prompts", ...args]);
}

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const said = (human: string) => [
  { from: "human", value: human },
  { from: "gpt", value: "An answer." },
];
const SHAREGPT = [
  { id: "a", conversations: said("2 / 2Plan a trip of ten days along the river Loire for two") },
  { id: "b", conversations: said("2 / 2Plan a trip of ten days along the river Loire for two") },
  { id: "c", conversations: said("Explain the difference between a frog and a toad") },
  { id: "d", conversations: said("Write a python script that renames all files") },
];

test("raw queries to a reviewed set with a card, from the command line alone", async () => {
  const raw = write("sharegpt.json", SHAREGPT);
  const corpus = write("alpaca.json", [
    { instruction: "Explain the difference between a frog and a toad.", input: "", output: "One hops." },
  ]);
  const order = ["curate", raw, "--format", "sharegpt", "--out-set", "river", "--licence", "CC0"];
  const drafted = await prompts(...order, "--against", `stanford-alpaca:${corpus}`, "--draft");
  expect(drafted).toMatchObject({ code: 0, stderr: "" });
  expect(drafted.stdout).toMatch(/exact-duplicate +4 +1 +0/);
  expect(drafted.stdout).toMatch(/code +3 +1 +0/);
  expect(drafted.stdout).toMatch(/contamination +2 +1 +0 +BLEU above 20; 13-grams above 0/);
  const id = /Curation (\S+) for river/.exec(drafted.stdout)?.[1] ?? "";
  const dropped = await prompts("curation", id, "--show", "dropped");
  expect(dropped.stdout).toContain("c (line 1, explanation): Explain the difference between a frog and a toad");
  expect(dropped.stdout).toContain("  code: It asks for programming: a task in a programming language. Found:");
  expect((await prompts("review", id, "--keep", "d", "--drop", "a")).stdout).toContain("Kept: 1. Dropped by hand: 1.");
  expect((await prompts("review", id, "--undo", "a")).stdout).toContain("Kept: 2.");
  expect((await prompts("seal", id)).stdout).toMatch(/^Sealed 2 prompts as river, version 1\. SHA-256 [\da-f]{64}\n$/);
  const { stdout } = await prompts("card", "river");
  expect(stdout).toContain("Licence: CC0");
  expect(stdout).toContain("Taken back by hand: d. Dropped by hand: none.");
  expect(stdout).toContain("Of those taken back, 1 were never held against the corpora.");
  expect((await prompts("curations")).stdout).toMatch(/river +sharegpt\.json +4 +1 /);
});

test("what cannot be is a sentence, and no set", async () => {
  const raw = write("raw.json", SHAREGPT);
  const order = ["curate", raw, "--format", "sharegpt", "--out-set", "none"];
  expect((await prompts(...order, "--against", raw)).stderr).toMatch(/has no format\. Give a corpus as FORMAT:FILE/);
  expect((await prompts(...order, "--sample", "2")).stderr).toContain("Give a sample size and a seed together");
  expect((await prompts(...order, "--against", "hc3:/nowhere.jsonl")).stderr).toContain("There is no such file.");
  expect((await prompts("fetch", "koala-test-set", "--file", raw)).stderr).toContain("This is not the published file");
  expect((await prompts("fetch", "other")).stderr).toContain('There is no published set "other" here.');
  expect((await prompts("card", "none")).stderr).toContain('There is no prompt set "none"');
});
