import { expect, test } from "vitest";
import { type Deed, isRunning, newTalk, type Talk, toNext } from "@/components/demo/demo-machine";

const after = (talk: Talk, ...deeds: Deed[]) => deeds.reduce(toNext, talk);
const end = {
  state: "done",
  first: "<p>one</p>",
  second: "<p>two</p>",
  message: null,
  allowed: { send: true, regenerate: true, vote: true },
} as const;

test("text is added as it comes, and the server's HTML takes its place", () => {
  const running = after(
    newTalk("battle", "koala"),
    { type: "asked", text: "Hi" },
    { type: "text", text: { first: "o", second: "t" } },
    { type: "text", text: { first: "ne", second: "wo" } },
  );
  expect(isRunning(running)).toBe(true);
  expect(running.turns[0]).toMatchObject({ first: { text: "one", html: null }, second: { text: "two", html: null } });
  const done = toNext(running, { type: "ended", end });
  expect(done.turns[0]).toMatchObject({ state: "done", first: { html: "<p>one</p>" }, second: { html: "<p>two</p>" } });
  expect(done.allowed.vote).toBe(true);
});

test("what is refused leaves everything as it was, and says why", () => {
  const before = after(newTalk("chat", "koala"), { type: "asked", text: "Hi" }, { type: "ended", end });
  for (const deed of [{ type: "asked", text: "More" }, { type: "asked_again" }] as const) {
    const refused = after(before, deed, { type: "refused", message: "Wait." });
    expect(refused).toEqual({ ...before, problem: "Wait." });
  }
});

test("a stopped chat goes on, and a stopped battle is asked again", () => {
  const stop = (mode: "chat" | "battle") =>
    after(newTalk(mode, "koala"), { type: "asked", text: "Hi" }, { type: "stopped" }).allowed;
  expect(stop("chat")).toEqual({ send: true, regenerate: true, vote: false });
  expect(stop("battle")).toEqual({ send: false, regenerate: true, vote: false });
});

test("a connection that closes after the end changes nothing", () => {
  const done = after(newTalk("battle", "koala"), { type: "asked", text: "Hi" }, { type: "ended", end });
  expect(toNext(done, { type: "broke_off", message: "The connection broke." })).toEqual(done);
});

test("what still arrives after clearing is dropped", () => {
  const cleared = after(newTalk("chat", "koala"), { type: "asked", text: "Hi" }, { type: "cleared" });
  expect(toNext(cleared, { type: "text", text: { first: "late", second: null } }).turns).toEqual([]);
});
