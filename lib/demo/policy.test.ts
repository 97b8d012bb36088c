import { expect, test } from "vitest";
import { explainNoSend, toAllowed } from "@/lib/demo/policy";
import { MOST_TURNS, type TurnState } from "@/lib/demo/schema";

const turns = (...states: TurnState[]) => states.map((state) => ({ state }));

test("a battle is voted on when its last turn is whole, and a chat never", () => {
  expect(toAllowed({ kind: "battle", turns: turns("done") })).toEqual({ send: true, regenerate: true, vote: true });
  expect(toAllowed({ kind: "chat", turns: turns("done") }).vote).toBe(false);
  for (const state of ["running", "stopped", "failed", "withheld"] as const) {
    expect(toAllowed({ kind: "battle", turns: turns("done", state) }).vote).toBe(false);
  }
});

test("after a turn that broke off a chat goes on, and a battle is asked again first", () => {
  expect(toAllowed({ kind: "chat", turns: turns("failed") })).toMatchObject({ send: true, regenerate: true });
  expect(toAllowed({ kind: "battle", turns: turns("failed") })).toMatchObject({ send: false, regenerate: true });
  expect(explainNoSend({ kind: "battle", turns: turns("failed") })).toContain("Regenerate");
});

test("nothing is sent while an answer is on its way, nor after the vote", () => {
  const none = { send: false, regenerate: false, vote: false };
  expect(toAllowed({ kind: "chat", turns: turns("running") })).toEqual(none);
  const vote = { choice: "tie", notCounted: null } as const;
  expect(toAllowed({ kind: "battle", turns: [{ state: "done", vote }] })).toEqual(none);
});

test("a conversation has an end, at which it can still be voted on", () => {
  const whole = turns(...Array<TurnState>(MOST_TURNS).fill("done"));
  expect(toAllowed({ kind: "battle", turns: whole })).toEqual({ send: false, regenerate: true, vote: true });
  expect(explainNoSend({ kind: "battle", turns: whole })).toContain(String(MOST_TURNS));
});
