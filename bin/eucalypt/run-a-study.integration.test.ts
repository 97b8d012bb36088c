import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Ended, runCommand } from "@/bin/eucalypt/testing/run-command";
import { startWorker, type TestWorker } from "@/bin/worker/testing/start-worker";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { type EasyLmTestServer, startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";

// each command is a process that loads the project, seconds long on a busy machine
vi.setConfig({ testTimeout: 180_000 });

withTestDatabase();

let folder: string;
let openai: OpenAiTestServer;
let easylm: EasyLmTestServer;
let worker: TestWorker;

beforeAll(async () => {
  process.env.EUCALYPT_MODEL_HOSTS = "127.0.0.1";
  folder = mkdtempSync(join(tmpdir(), "eucalypt-run-a-study-"));
  [openai, easylm] = await Promise.all([startOpenAiServer({ key: "key-of-the-test" }), startEasyLmServer()]);
  worker = startWorker({ TEST_API_KEY: "key-of-the-test" }, join(folder, "worker.log"));
});

afterAll(async () => {
  await worker.stop();
  await Promise.all([openai.stop(), easylm.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

function run(...args: string[]): Promise<Ended> {
  return runCommand(args, { TEST_API_KEY: "key-of-the-test" });
}

test("models are added, tried and run over a set, and the responses become an open study in two commands", async () => {
  const prompts = join(folder, "prompts.csv");
  writeFileSync(prompts, "id,prompt\n1,Name a tree.\n2,Name a bird.\n3,Name a river.\n");
  await run("import", "prompts", prompts, "--format", "csv", "--set", "nature");
  const chat = ["--preset", "chatgpt", "--base-url", openai.url, "--key-variable", "TEST_API_KEY"];
  expect((await run("models", "add", "chat", ...chat)).stdout).toMatch(/^Added the model chat\. Try it with/);
  await run("models", "add", "koala", "--preset", "koala-13b", "--base-url", easylm.url);

  const preview = await run("models", "preview", "koala", "--prompt", "Name a tree.");
  expect(JSON.parse(preview.stdout)).toMatchObject({
    url: `${easylm.url}/generate`,
    body: { prefix_text: ["BEGINNING OF CONVERSATION: USER: Name a tree. GPT:"] },
  });
  const tried = await run("models", "test", "chat", "--prompt", "Name a tree.");
  expect(tried.stdout).toMatch(/Ended with "stop" after \d+ ms/);
  expect(tried.stdout + tried.stderr).not.toContain("key-of-the-test");

  const made = await run("run", "create", "--models", "chat,koala", "--set", "nature", "--wait");
  expect(made).toMatchObject({ code: 0, stderr: "" });
  expect(made.stdout).toMatch(/^Ordered 6 responses as run [0-9a-f-]{36}\.$/m);
  expect(made.stdout).toMatch(/chat +3 of 3 +0/);
  const again = await run("run", "create", "--models", "chat,koala", "--set", "nature", "--wait");
  expect(again.stdout).toMatch(/Ordered 0 responses.*6 are there, or on order, already\./s);

  const [first] = await getPrisma().run.findMany({ orderBy: { id: "asc" } });
  const out = join(folder, "run.jsonl");
  await run("run", "export", first?.id ?? "", "--out", out);
  const rows = readFileSync(out, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(rows).toHaveLength(6);
  expect(rows.find((row) => row.model === "koala" && row.prompt_id === "1").generation).toMatchObject({
    ...{ provider: "easylm", template: "koala", attempts: 1 },
    turns: [{ request: { body: { prefix_text: ["BEGINNING OF CONVERSATION: USER: Name a tree. GPT:"] } } }],
  });
  expect(readFileSync(out, "utf8")).not.toContain("key-of-the-test");

  await run("study", "create", "trees", "--template", "arena", "--set", "nature", "--models", "chat,koala");
  expect((await run("study", "open", "trees")).stdout).toMatch(/trees is open\. Protocol [0-9a-f]{64}/);
});

test("an endpoint's refusal ends with code 1, its own words and the mend", async () => {
  await run("models", "add", "locked", "--preset", "chatgpt", "--base-url", openai.url, "--key-variable", "NO_API_KEY");
  const { code, stderr } = await run("models", "test", "locked");
  expect(code).toBe(1);
  expect(stderr).toMatch(/NO_API_KEY is not set/);
  const inside = await run("models", "add", "inside", "--preset", "koala-13b", "--base-url", "http://10.1.2.3:5009");
  expect(inside).toMatchObject({ code: 1, stderr: expect.stringMatching(/10\.1\.2\.3.*EUCALYPT_MODEL_HOSTS/) });
  expect(await run("run", "show", "nonsense")).toMatchObject({
    ...{ code: 1, stderr: expect.stringMatching(/There is no run nonsense/) },
  });
});
