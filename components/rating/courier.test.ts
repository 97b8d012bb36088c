import { describe, expect, test } from "vitest";
import { type Answer, createCourier, type World } from "@/components/rating/courier";
import { createOutbox, type Store } from "@/components/rating/outbox";
import type { RatingReply } from "@/lib/assignments/schema";

class MemoryStore implements Store {
  entries = new Map<string, string>();
  get length() {
    return this.entries.size;
  }
  key = (index: number) => [...this.entries.keys()][index] ?? null;
  getItem = (name: string) => this.entries.get(name) ?? null;
  setItem = (name: string, text: string) => void this.entries.set(name, text);
  removeItem = (name: string) => void this.entries.delete(name);
}

type Request = { route: string; body: Record<string, unknown>; answer: (answer: Answer) => Promise<void> };

async function settle() {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

/** A network whose answers the test gives, and a clock that it winds. */
function makeWorld(store: Store | null = new MemoryStore()) {
  const requests: Request[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const world: World = {
    post: (route, body) =>
      new Promise((resolve) => {
        requests.push({
          route,
          body: body as Record<string, unknown>,
          answer: async (answer) => {
            resolve(answer);
            await settle();
          },
        });
      }),
    store,
    isOnline: () => false,
    describe: (body) => (body as { error?: { message?: string } } | null)?.error?.message ?? "refused",
    later(run, ms) {
      const timer = { run, ms };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
    },
  };
  return { world, requests, timers, store };
}

function reply(names: string[], changes: Partial<RatingReply> = {}): Answer {
  const pairs = names.map((assignmentId) => ({
    assignmentId,
    pair: { assignmentId, trialIndex: 1, revision: 0, prompt: ["secret"], first: ["text"], second: ["text"] },
  }));
  const body: RatingReply = { state: "rating", progress: { done: 0, total: 9 }, pairs, ...changes };
  return { status: 200, body };
}

const NONE: Answer = { status: 0, body: null };
const vote = {
  type: "vote",
  given: { choice: "tie", layout: "stacked", decisionMs: 5, visibleMs: 5 },
  at: 1,
  breakEvery: null,
} as const;

async function startRating(made = makeWorld()) {
  const courier = createCourier("s", true, made.world);
  courier.hurry();
  await made.requests[0]?.answer(reply(["one", "two"]));
  return { courier, ...made };
}

describe("sending", () => {
  test("one request at a time, in order, each naming the pairs held", async () => {
    const { courier, requests } = await startRating();
    courier.dispatch(vote);
    courier.dispatch({ ...vote, at: 2 });
    expect(requests.map(({ route }) => route)).toEqual(["next", "votes"]);
    expect(requests[1]?.body).toMatchObject({ assignmentId: "one", have: ["two"] });
    await requests[1]?.answer(reply(["two", "three"]));
    expect(requests[2]).toMatchObject({ route: "votes", body: { assignmentId: "two", have: ["three"] } });
  });

  test("no answer: tries again later, more and more slowly, and at once when told that the network is back", async () => {
    const { courier, requests, timers } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer(NONE);
    expect(courier.getSession()).toMatchObject({ trouble: "offline", ops: [{ attempts: 1 }] });
    const first = timers[0]?.ms ?? 0;
    timers[0]?.run();
    await requests[2]?.answer({ status: 503, body: null });
    expect(timers[0]?.ms).toBeGreaterThan(first * 1.2);
    courier.hurry();
    expect(timers).toEqual([]);
    await requests[3]?.answer(reply(["two", "three"], { outcome: "repeated" }));
    expect(courier.getSession()).toMatchObject({ trouble: null, ops: [], notice: { kind: "sent" } });
  });

  test("an undo in flight asks for its pair whole", async () => {
    const { courier, requests } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer(reply(["two", "three"]));
    courier.dispatch({ type: "undo", at: 2 });
    expect(requests[2]).toMatchObject({
      route: "undo",
      body: { assignmentId: "one", revision: 1, have: ["two", "three"] },
    });
  });

  test("a flag is sent as it is", async () => {
    const { courier, requests } = await startRating();
    const flag = { assignmentId: "one", side: "first", reason: "broken" } as const;
    courier.dispatch({ type: "flag", flag, at: 1 });
    expect(requests[1]).toMatchObject({ route: "flags" });
    expect(requests[1]?.body).toEqual(flag);
  });

  test("not signed in leads back to consent", async () => {
    const { courier, requests } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer({ status: 401, body: { error: { code: "not_signed_in", message: "no" } } });
    expect(courier.getSession().joined).toBe(false);
  });

  test("while others hold every pair it asks again, ever more slowly", async () => {
    const made = makeWorld();
    const courier = createCourier("s", true, made.world);
    courier.hurry();
    await made.requests[0]?.answer(reply([], { state: "waiting" }));
    const first = made.timers[0]?.ms ?? 0;
    made.timers[0]?.run();
    await made.requests[1]?.answer(reply([], { state: "waiting" }));
    expect(made.timers).toHaveLength(1);
    expect(made.timers[0]?.ms).toBeGreaterThan(first * 1.2);
    made.timers[0]?.run();
    await made.requests[2]?.answer(reply(["one"]));
    expect(courier.getSession().pairs).toHaveLength(1);
    expect(made.timers).toEqual([]);
  });
});

describe("what is kept", () => {
  test("an unsent vote outlives the tab: ids and choices, no text", async () => {
    const { courier, requests, store } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer(NONE);
    courier.stop();
    const stored = JSON.stringify([...(store as MemoryStore).entries]);
    expect(stored).toContain("one");
    expect(stored).not.toMatch(/secret|text/);
    const later = makeWorld(store);
    createCourier("s", true, later.world).hurry();
    expect(later.requests[0]).toMatchObject({ route: "votes", body: { assignmentId: "one", choice: "tie" } });
    await later.requests[0]?.answer(reply(["two", "three"]));
    expect([...(store as MemoryStore).entries.keys()]).toEqual(["rating:s:last"]);
  });

  test("the last vote can be taken back after a reload", async () => {
    const { courier, requests, store } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer(reply(["two", "three"]));
    const later = createCourier("s", true, makeWorld(store).world);
    later.hurry();
    expect(later.getSession().last).toEqual({ assignmentId: "one", revision: 0, choice: "tie", pair: null });
  });

  test("a vote that another tab has sent, or dropped, is not sent from this one", async () => {
    const { courier, requests, store, timers } = await startRating();
    courier.dispatch(vote);
    await requests[1]?.answer(NONE);
    const other = createOutbox("s", store);
    other.load();
    other.save([], null);
    timers[0]?.run();
    await settle();
    expect(requests[2]?.route).toBe("next");
    expect(courier.getSession().ops).toEqual([]);
  });

  test("two tabs do not overwrite each other's votes", () => {
    const store = new MemoryStore();
    const [one, two] = [createOutbox("s", store), createOutbox("s", store)];
    const op = (key: string, at: number) =>
      ({ key, at, attempts: 0, kind: "undo", body: { assignmentId: key, revision: 1 } }) as const;
    one.save([op("a", 1)], null);
    two.save([op("b", 2)], null);
    one.save([], null);
    expect(createOutbox("s", store).load().ops).toEqual([op("b", 2)]);
  });

  test("of another study is left alone, and where nothing can be kept memory does", async () => {
    const { courier, requests } = await startRating(makeWorld(null));
    courier.dispatch(vote);
    await requests[1]?.answer(NONE);
    expect(courier.getSession().ops).toHaveLength(1);
    const full = new MemoryStore();
    full.setItem = () => {
      throw new Error("quota");
    };
    const outbox = createOutbox("s", full);
    outbox.save([{ key: "a", at: 1, attempts: 0, kind: "undo", body: { assignmentId: "a", revision: 1 } }], null);
    expect(outbox.has("a")).toBe(true);
  });
});
