import { expect, test } from "vitest";
import { firstStage, stageAfter } from "@/lib/studies/first-stage";
import { NO_SESSION, type SessionDesign } from "@/lib/studies/session-schema";

test("a study without a session begins with pairs and ends after them", () => {
  for (const session of [undefined, NO_SESSION]) {
    expect(firstStage(session)).toBe("rating");
    expect(stageAfter(session, "rating")).toBe("completed");
  }
});

test("what a study asks for comes in the order of a rater's way, and what it does not is passed over", () => {
  const session: SessionDesign = {
    ...NO_SESSION,
    comprehension: [{ question: { en: "?" }, choices: [{ en: "a" }, { en: "b" }], correct: 0 }],
    practice: [{ prompt: "p", first: "a", second: "b", better: "first", explanation: { en: "so" } }],
    asksFeedback: true,
  };
  expect(firstStage(session)).toBe("comprehension");
  expect(stageAfter(session, "comprehension")).toBe("practice");
  expect(stageAfter(session, "practice")).toBe("rating");
  expect(stageAfter(session, "rating")).toBe("feedback");
  expect(stageAfter(session, "feedback")).toBe("completed");
});
