import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getPrisma } from "@/lib/db/prisma";
import { startConversation } from "@/lib/demo/commands/start-conversation";
import { findOpenDemo } from "@/lib/demo/queries";
import { addDemoModel, newVisitor, openDemo, say } from "@/lib/demo/testing/demo-stage";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";

const BAD = "flagged";

withTestDatabase();

let moderation: OpenAiTestServer;
let one: OpenAiTestServer;
let other: OpenAiTestServer;

beforeAll(async () => {
  moderation = await startOpenAiServer({ flaggedWord: BAD, key: "moderation-key" });
  Object.assign(process.env, {
    EUCALYPT_MODEL_HOSTS: "127.0.0.1",
    MODERATION_API_KEY: "moderation-key",
    MODERATION_BASE_URL: moderation.url,
  });
  one = await addDemoModel("one-model");
  other = await addDemoModel("other-model");
  await openDemo(["one-model", "other-model"]);
});

beforeEach(() => {
  for (const server of [one, other]) server.setBehaviour({ faults: {}, answer: () => "Nothing is wrong with this." });
});

afterAll(async () => {
  await Promise.all([one.stop(), other.stop(), moderation.stop()]);
});

test("a flagged message is refused before any model hears of it", async () => {
  expect(await findOpenDemo()).toMatchObject({ isModerated: true });
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "one-model" });
  const asked = one.requests.total;
  await expect(say(visitor, id, { text: `This is ${BAD}.` })).rejects.toMatchObject({ code: "forbidden" });
  expect(one.requests.total).toBe(asked);
  expect((await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } })).turns).toEqual([]);
});

test("a flagged answer is withheld whole: not a word of it is shown or kept", async () => {
  const visitor = newVisitor();
  one.setBehaviour({ answer: () => `Begins well, and then is ${BAD}.` });
  const { id } = await startConversation(visitor, { kind: "chat", model: "one-model" });
  const told = await say(visitor, id, { text: "Hello" });
  expect(told.events.map(({ name }) => name)).toEqual(["end"]);
  expect(told.end).toMatchObject({ state: "withheld", first: "" });
  const kept = await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } });
  expect(JSON.stringify(kept.turns)).not.toContain(BAD);
});

test("in a battle both are withheld, without saying which was flagged", async () => {
  one.setBehaviour({ answer: () => `So ${BAD}.` });
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "battle" });
  const told = await say(visitor, id, { text: "Hello" });
  expect(told.end).toMatchObject({ state: "withheld", first: "", second: "", allowed: { vote: false } });
});

test("what was checked is shown bit by bit, and both end with the same piece", async () => {
  other.setBehaviour({ answer: () => "Much more is said here. ".repeat(30) });
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "battle" });
  const told = await say(visitor, id, { text: "Hello" });
  expect(told.end?.state).toBe("done");
  const pieces = told.events.flatMap((event) => (event.name === "text" ? [event.body] : []));
  expect(pieces.length).toBeGreaterThan(10);
  expect(pieces.at(-1)?.first).not.toBe("");
  expect(pieces.at(-1)?.second).not.toBe("");
});

test("what arrived before an endpoint died is checked, too, and then shown", async () => {
  one.setBehaviour({ answer: () => "word ".repeat(40), faults: { queue: ["reset_midway"] } });
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "one-model" });
  const told = await say(visitor, id, { text: "Hello" });
  expect(told.end).toMatchObject({ state: "failed" });
  expect(told.first.trim()).toBe("word ".repeat(20).trim());
});

test("where the service gives no verdict nothing passes", async () => {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "one-model" });
  await moderation.down();
  await expect(say(visitor, id, { text: "Hello" })).rejects.toMatchObject({ code: "unavailable" });
  await moderation.up();
  one.setBehaviour({ latencyMs: 1_000 });
  const told = say(visitor, id, { text: "Hello" });
  await expect.poll(() => one.requests.active).toBe(1);
  await moderation.down();
  expect((await told).end).toMatchObject({ state: "withheld", first: "" });
  await moderation.up();
});
