import { expect, test } from "vitest";
import { toHistory } from "@/lib/demo/history";
import type { DemoTurn, TurnState } from "@/lib/demo/schema";

function turn(text: string, state: TurnState, ...said: string[]): DemoTurn {
  const answers = said.map((answer) => ({ text: answer, state: `after ${answer}`, namesItself: false, made: null }));
  return { id: "01890000-0000-7000-8000-000000000001", text, state, startedAt: "", finishedAt: null, answers };
}

test("each model is sent its own answers, and what its provider handed back last", () => {
  const earlier = [turn("one", "done", "A1", "B1"), turn("two", "done", "A2", "B2")];
  expect(toHistory(earlier, 1, "three")).toEqual({
    turns: ["one", "two", "three"].map((text) => ({ text, input: null })),
    answers: ["B1", "B2"],
    state: "after B2",
  });
});

test("what broke off, was withheld or came to nothing is left out, and what was stopped stands as far as it got", () => {
  const earlier = [
    turn("broke", "failed", "half"),
    turn("withheld", "withheld", ""),
    turn("stopped at once", "stopped", " "),
    turn("stopped", "stopped", "as far as"),
  ];
  expect(toHistory(earlier, 0, "now")).toEqual({
    turns: ["stopped", "now"].map((text) => ({ text, input: null })),
    answers: ["as far as"],
    state: "after as far as",
  });
});
