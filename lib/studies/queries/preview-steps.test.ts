import { expect, test } from "vitest";
import { previewSteps } from "@/lib/studies/queries/preview-steps";
import type { Protocol } from "@/lib/studies/schema";
import { NO_SESSION } from "@/lib/studies/session-schema";

const TEXTS = { raterTitle: "Two responses", instructions: "Read both.", consent: { version: "1", text: "I agree." } };
const ASKS = {
  strength: 5,
  criteria: [{ name: "clear", question: { en: "Which is clearer?", es: "¿Cuál es más clara?" } }],
  reason: null,
  flaws: [],
};

function kindsOf(protocol: object, language: "en" | "es" = "en") {
  return previewSteps({ ...TEXTS, ...protocol } as unknown as Protocol, language).steps;
}

test("what is asked beside the choice stands where the pairs would, in the rater's language", () => {
  const session = { ...NO_SESSION, asksBlindness: true };
  const steps = kindsOf({ session, asks: ASKS }, "es");
  expect(steps.map(({ kind }) => kind)).toEqual(["asks", "blindness", "ended"]);
  expect(steps[0]).toMatchObject({ asks: { criteria: [{ question: "¿Cuál es más clara?" }] } });
});

test("a study without a session shows it too, and one that asks nothing shows nothing", () => {
  expect(kindsOf({ asks: ASKS }).map(({ kind }) => kind)).toEqual(["asks"]);
  expect(kindsOf({})).toEqual([]);
});
