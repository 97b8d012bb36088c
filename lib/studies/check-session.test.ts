import { expect, test } from "vitest";
import { findSessionProblem } from "@/lib/studies/check-session";
import type { Protocol } from "@/lib/studies/schema";
import { NO_SESSION, type SessionDesign } from "@/lib/studies/session-schema";

const PAIR = { prompt: "Two and two?", first: "Four.", second: "Five." };
const EN = { en: "A text" };
const TRANSLATION = { raterTitle: "t", question: "q", criteria: [], instructions: "i", consent: "c" };
const pay = (minutes: number) => ({ amountMicros: 1, currency: "GBP", minutes, floorMicros: 0 });

function find(session: Partial<SessionDesign>): string | null {
  return findSessionProblem({ session: { ...NO_SESSION, ...session } } as Protocol);
}

test("a study without a session, and one that asks for nothing, have no problem", () => {
  expect(findSessionProblem({} as Protocol)).toBeNull();
  expect(find({})).toBeNull();
  expect(find({ pay: pay(5), attentionFailures: 1 })).toBeNull();
});

test.each<[string, Partial<SessionDesign>]>([
  [
    "no Spanish text for comprehension question 1",
    {
      languages: ["en", "es"],
      translations: { es: TRANSLATION },
      comprehension: [{ question: EN, choices: [EN, EN], correct: 0 }],
    },
  ],
  ["have no Arabic text", { languages: ["en", "ar"] }],
  ["question 1 has no answer 2", { comprehension: [{ question: EN, choices: [EN, EN], correct: 2 }] }],
  ["The column age is asked twice", { demographics: [1, 2].map(() => ({ name: "age", label: EN, choices: null })) }],
  ["Attention check 1 has the same text", { attention: [{ ...PAIR, second: "Four.", expected: "first" }] }],
  ["more than half", { goldShare: 0.3, repeatShare: 0.3, goldSets: [{ name: "g", version: 1, digest: "d" }] }],
  ["no set of gold pairs", { goldShare: 0.1 }],
  ["no attention check", { attentionShare: 0.1 }],
  ["Allow 2 failures", { pay: pay(6), attentionFailures: 1 }],
])("%s: found, with the mend", (said, session) => {
  expect(find(session)).toContain(said);
});
