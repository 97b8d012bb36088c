import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OPERATOR, WORKER } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { purgeConversations } from "@/lib/demo/commands/purge-conversations";
import { setDemo } from "@/lib/demo/commands/set-demo";
import { startConversation } from "@/lib/demo/commands/start-conversation";
import { voteOnBattle } from "@/lib/demo/commands/vote-on-battle";
import { findOpenDemo, getDemoOverview } from "@/lib/demo/queries";
import { addDemoModel, newVisitor, openDemo, say } from "@/lib/demo/testing/demo-stage";
import { withTestDatabase } from "@/lib/embedded/test-database";
import type { OpenAiTestServer } from "@/lib/inference/testing/openai-server";

const TEXT = "Write a haiku about **eucalypts**.";
const VOTE = { choice: "first", layout: "side_by_side" } as const;

withTestDatabase();

let quick: OpenAiTestServer;
let slow: OpenAiTestServer;

beforeAll(async () => {
  process.env.EUCALYPT_MODEL_HOSTS = "127.0.0.1";
  quick = await addDemoModel("quick-model");
  slow = await addDemoModel("slow-model");
});

beforeEach(async () => {
  quick.setBehaviour({
    faults: {},
    tokenDelayMs: 0,
    latencyMs: 0,
    answer: () => "A short answer, with **bold** words.",
  });
  slow.setBehaviour({ faults: {}, tokenDelayMs: 10, latencyMs: 0, answer: () => "A longer answer. ".repeat(20) });
  await openDemo(["quick-model", "slow-model"]);
});

afterAll(async () => {
  await Promise.all([quick.stop(), slow.stop()]);
});

async function startBattle() {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "battle" });
  return { visitor, id };
}

test("a chat streams the text, and ends with the server's HTML of it", async () => {
  const visitor = newVisitor();
  quick.setBehaviour({ tokenDelayMs: 60 });
  const { id } = await startConversation(visitor, { kind: "chat", model: "quick-model" });
  const told = await say(visitor, id, { text: TEXT });
  expect(told.first).toBe("A short answer, with **bold** words.");
  expect(told.events.length).toBeGreaterThan(3);
  expect(told.end).toMatchObject({ state: "done", second: null, message: null });
  expect(told.end?.first).toContain("<strong>bold</strong>");
});

test("what was said before goes with the next message, and a turn asked again takes the last one's place", async () => {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "quick-model" });
  quick.setBehaviour({
    answer: ({ messages }) => messages.map(({ role, content }) => `${role}: ${content}`).join("; "),
  });
  await say(visitor, id, { text: "one" });
  await say(visitor, id, { text: "two" });
  const told = await say(visitor, id, "again");
  expect(told.first).toBe("user: one; assistant: user: one; user: two");
  const { turns } = await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } });
  expect(turns).toHaveLength(2);
});

test("in a battle both stand equally long until both are whole, and nothing sent names a model", async () => {
  const { visitor, id } = await startBattle();
  const told = await say(visitor, id, { text: TEXT });
  const lengths = told.events.flatMap((event) =>
    event.name === "text" ? [[event.body.first.length, event.body.second?.length ?? 0]] : [],
  );
  expect(lengths[0]?.[0]).toBe(lengths[0]?.[1]);
  expect(told.end?.state).toBe("done");
  expect([told.first.length, told.second.length].sort((a, b) => a - b)).toEqual([36, 340]);
  expect(JSON.stringify(told.events)).not.toMatch(/quick-model|slow-model|127\.0\.0\.1/);
});

test("a vote writes one of everything into the arena's study, and twice is once", async () => {
  const { visitor, id } = await startBattle();
  await say(visitor, id, { text: TEXT });
  const [revealed, again] = await Promise.all([
    voteOnBattle(visitor, id, VOTE),
    voteOnBattle(visitor, id, { ...VOTE, choice: "first" }),
  ]);
  expect(again).toEqual(revealed);
  expect(revealed).toMatchObject({ choice: "first", notCounted: null });
  expect([revealed.first, revealed.second].sort()).toEqual(["quick-model", "slow-model"]);
  const prompt = await getPrisma().prompt.findFirstOrThrow({
    where: { externalId: id },
    include: {
      promptSet: true,
      responses: { include: { generation: true, model: true } },
      comparisons: { include: { study: true, modelA: true, assignments: { include: { votes: true, rater: true } } } },
    },
  });
  expect(prompt.promptSet).toMatchObject({ name: "arena", source: "demo", sealedAt: null });
  expect(prompt.turns).toEqual([{ text: TEXT, input: null }]);
  expect(prompt.responses).toHaveLength(2);
  for (const { generation, model } of prompt.responses) {
    expect(generation).toMatchObject({ provider: "openai", attempts: 1, worker: "demo" });
    expect(generation?.baseUrl).toBe(model.name === "quick-model" ? quick.url : slow.url);
  }
  const [comparison] = prompt.comparisons;
  expect(prompt.comparisons).toHaveLength(1);
  expect(comparison).toMatchObject({ capacity: 1, done: 1, open: 0 });
  expect(comparison?.study).toMatchObject({ name: "arena", kind: "open", status: "open", protocolHash: null });
  expect(comparison?.assignments).toHaveLength(1);
  const [assignment] = comparison?.assignments ?? [];
  expect(assignment).toMatchObject({
    state: "done",
    occasion: 0,
    layout: "side_by_side",
    propensity: 1,
    trialIndex: 1,
    firstIsA: comparison?.modelA.name === revealed.first,
  });
  expect(comparison?.firstA).toBe(assignment?.firstIsA ? 1 : 0);
  expect(assignment?.rater).toMatchObject({ kind: "human", cameBy: "link", tokenHash: null });
  expect(assignment?.votes).toMatchObject([{ choice: "first", revision: 0 }]);
  const kept = await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } });
  expect(kept.assignmentId).toBe(assignment?.id);
  await expect(say(visitor, id, { text: "More?" })).rejects.toThrow("This battle is over");
});

test("one browser is one rater, with a further place in the row for each battle", async () => {
  const visitor = newVisitor();
  for (const choice of ["tie", "both_bad"] as const) {
    const { id } = await startConversation(visitor, { kind: "battle" });
    await say(visitor, id, { text: TEXT });
    await voteOnBattle(visitor, id, { choice, layout: "stacked" });
  }
  const raters = await getPrisma().rater.findMany({ include: { assignments: true } });
  const mine = raters.filter(({ assignments }) => assignments.length === 2);
  expect(mine[0]?.assignments.map(({ trialIndex }) => trialIndex).sort()).toEqual([1, 2]);
});

test("a battle in which a response names its model is told, and not counted", async () => {
  quick.setBehaviour({ answer: () => "I am quick-model, at your service." });
  const { visitor, id } = await startBattle();
  const told = await say(visitor, id, { text: "Who are you?" });
  expect(told.end?.allowed.vote).toBe(true);
  const revealed = await voteOnBattle(visitor, id, VOTE);
  expect(revealed.notCounted).toContain("not counted");
  expect(await voteOnBattle(visitor, id, VOTE)).toEqual(revealed);
  expect(await getPrisma().prompt.count({ where: { externalId: id } })).toBe(0);
});

test("an endpoint that dies in mid-stream is said plainly, and what arrived is kept", async () => {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "slow-model" });
  slow.setBehaviour({ faults: { queue: ["reset_midway"] } });
  const told = await say(visitor, id, { text: TEXT });
  expect(told.end?.state).toBe("failed");
  expect(told.end?.message).toContain("The response broke off");
  expect(told.first.length).toBeGreaterThan(100);
  expect(told.end?.first).toContain("A longer answer.");
  expect(told.end?.allowed).toEqual({ send: true, regenerate: true, vote: false });
  const [turn] = (await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } })).turns as never[];
  expect(turn).toMatchObject({ state: "failed", answers: [{ text: told.first }] });
});

test("in a battle the other one stops where the broken one did, and there is no vote", async () => {
  slow.setBehaviour({ faults: { queue: ["reset_midway"] } });
  quick.setBehaviour({ answer: () => "word ".repeat(200) });
  const { visitor, id } = await startBattle();
  const told = await say(visitor, id, { text: TEXT });
  expect(told.first.length).toBe(told.second.length);
  expect(told.first.length).toBeGreaterThan(0);
  expect(told.end).toMatchObject({ state: "failed", allowed: { send: false, regenerate: true, vote: false } });
  expect(told.end?.message).toContain("One of the two responses broke off");
  await expect(voteOnBattle(visitor, id, VOTE)).rejects.toThrow("There is no vote");
  expect((await say(visitor, id, "again")).end?.allowed.vote).toBe(true);
});

test("what a visitor stops is kept as far as they had seen it, and the endpoint is let go", async () => {
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "slow-model" });
  slow.setBehaviour({ tokenDelayMs: 100 });
  const stop = new AbortController();
  const told = await say(
    visitor,
    id,
    { text: TEXT },
    { gone: stop.signal, onEvent: ({ name }) => name === "text" && stop.abort() },
  );
  expect(told.end).toBeNull();
  const [turn] = (await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } })).turns as never[];
  expect(turn).toMatchObject({ state: "stopped", answers: [{ text: told.first }] });
  await expect.poll(() => slow.requests.active).toBe(0);
});

test("a visitor's messages are limited, and the refusal says when the next may be sent", async () => {
  await openDemo(["quick-model", "slow-model"], 2);
  const visitor = newVisitor();
  const { id } = await startConversation(visitor, { kind: "chat", model: "quick-model" });
  await say(visitor, id, { text: "one" });
  await say(visitor, id, { text: "two" });
  await expect(say(visitor, id, { text: "three" })).rejects.toThrow("You can send the next one in 60 minutes.");
  const { turns } = await getPrisma().demoConversation.findUniqueOrThrow({ where: { id } });
  expect(turns).toHaveLength(2);
});

test("another visitor's conversation is not there", async () => {
  const { id } = await startBattle();
  await expect(say(newVisitor(), id, { text: TEXT })).rejects.toMatchObject({ code: "not_found" });
  await expect(voteOnBattle(newVisitor(), id, VOTE)).rejects.toMatchObject({ code: "not_found" });
  await expect(voteOnBattle(newVisitor(), "no-id", VOTE)).rejects.toMatchObject({ code: "not_found" });
});

test("the demo is off until an owner turns it on, which needs a model", async () => {
  await setDemo(OPERATOR, { isOn: false });
  expect(await findOpenDemo()).toBeNull();
  await expect(startConversation(newVisitor(), { kind: "battle" })).rejects.toThrow("The demo is off");
  await expect(setDemo(OPERATOR, { isOn: true, models: [] })).rejects.toThrow("needs a model");
  await expect(setDemo(OPERATOR, { models: ["no-such-model"] })).rejects.toThrow("no model no-such-model");
  const editor = { kind: "account", accountId: "01890000-0000-7000-8000-000000000001", role: "editor" } as const;
  await expect(setDemo(editor, { isOn: true })).rejects.toMatchObject({ code: "forbidden" });
  await setDemo(OPERATOR, { isOn: true, models: ["quick-model"] });
  expect(await findOpenDemo()).toMatchObject({ models: ["quick-model"], isModerated: false });
  await expect(startConversation(newVisitor(), { kind: "battle" })).rejects.toThrow("Two models are needed");
  expect((await getDemoOverview(OPERATOR)).models).toEqual([
    { name: "quick-model", isOffered: true },
    { name: "slow-model", isOffered: false },
  ]);
});

test("a day later a conversation is deleted, and a battle that was voted on stays", async () => {
  const { visitor, id: voted } = await startBattle();
  await say(visitor, voted, { text: TEXT });
  await voteOnBattle(visitor, voted, VOTE);
  const { id: unvoted } = await startBattle();
  expect(await purgeConversations(WORKER, new Date(Date.now() + 23 * 3600_000))).toBe(0);
  await purgeConversations(WORKER, new Date(Date.now() + 25 * 3600_000));
  const left = await getPrisma().demoConversation.findMany({ where: { id: { in: [voted, unvoted] } } });
  expect(left.map(({ id }) => id)).toEqual([voted]);
});
