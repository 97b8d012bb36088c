import { expect, test } from "vitest";
import { type Asks, asksSchema, NO_ASKS, toRaterAsks } from "@/lib/studies/asks-schema";
import { findAsksProblem, listAsksTexts } from "@/lib/studies/check-asks";
import { NO_SESSION } from "@/lib/studies/session-schema";

const ASKS: Asks = {
  strength: 5,
  criteria: [
    { name: "correct", question: { en: "Which is more correct?", es: "¿Cuál es más correcta?" } },
    { name: "clear", question: { en: "Which is clearer?", es: "¿Cuál es más clara?" } },
  ],
  reason: { minimum: 20 },
  flaws: [{ name: "made_up", label: { en: "Made up", es: "Inventada" } }],
};

test("every question and label stands in every language of the study", () => {
  expect(findAsksProblem({ asks: undefined })).toBeNull();
  expect(findAsksProblem({ asks: ASKS })).toBeNull();
  expect(findAsksProblem({ asks: ASKS, session: { ...NO_SESSION, languages: ["es", "en"] } })).toBeNull();
  expect(findAsksProblem({ asks: ASKS, session: { ...NO_SESSION, languages: ["en", "ar"] } })).toBe(
    "There is no Arabic text for the question of the criterion correct. Write it, or take the language out.",
  );
  expect(toRaterAsks(ASKS, "es")).toEqual({
    strength: 5,
    criteria: [
      { name: "correct", question: "¿Cuál es más correcta?" },
      { name: "clear", question: "¿Cuál es más clara?" },
    ],
    reason: { minimum: 20, maximum: 2000 },
    flaws: [{ name: "made_up", label: "Inventada" }],
  });
});

test("no two have one name, which is a column's", () => {
  const twice = [...ASKS.criteria, { name: "clear", question: { en: "Clearer?" } }];
  expect(findAsksProblem({ asks: { ...ASKS, criteria: twice } })).toMatch("two criteria called clear");
  const flaws = [...ASKS.flaws, ...ASKS.flaws];
  expect(findAsksProblem({ asks: { ...ASKS, flaws } })).toMatch("two flaws called made_up");
  expect(asksSchema.safeParse({ ...NO_ASKS, flaws: [{ name: "Made up", label: { en: "x" } }] }).success).toBe(false);
});

test("a scale has 3, 5 or 7 points", () => {
  for (const strength of [3, 5, 7, null]) expect(asksSchema.safeParse({ ...NO_ASKS, strength }).success).toBe(true);
  for (const strength of [0, 2, 4, 9, "5"]) expect(asksSchema.safeParse({ ...NO_ASKS, strength }).success).toBe(false);
});

test("all that raters read of it is looked through for names of models", () => {
  const texts = listAsksTexts({ asks: ASKS });
  expect(Object.keys(texts)).toEqual([
    "question of the criterion correct",
    "question of the criterion clear",
    "label of the flaw made_up",
  ]);
  for (const part of ["made_up", "Made up", "Inventada"]) expect(texts["label of the flaw made_up"]).toContain(part);
});
