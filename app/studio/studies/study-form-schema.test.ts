import { expect, test } from "vitest";
import { readStudyForm, studyFormSchema } from "@/app/studio/studies/study-form-schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";

const TYPED = {
  ...{ name: "a study", template: "arena", reference: "", votesPerComparison: "5", leaseMinutes: "30" },
  ...{ raterTitle: "Two responses", question: "Which?", instructions: "Read.", consent: "I do.", pairsPerRater: "" },
  ...{ breakEvery: "", estimand: "these_prompts", aggregation: "majority", tieRule: "half", equivalenceMargin: "5" },
  primaryContrast: "",
  ...{ policy: "active", floor: "30", mostMinutes: "", mostShare: "", halfWidth: "4.5", mostRaters: "200" },
};

function parse(change: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...TYPED, ...change })) form.set(name, value);
  return studyFormSchema.safeParse(readStudyForm(form));
}

test("policy, stopping rules and the analysis plan come in the units of the protocol", () => {
  expect(parse().data).toMatchObject({
    analysis: { estimand: "these_prompts", aggregation: "majority", equivalenceMargin: 0.05 },
    assignment: { policy: "active", floor: 0.3 },
    stopping: { halfWidth: 0.045, mostRaters: 200 },
    session: undefined,
  });
});

test("pairs come as they were ticked; without a matrix none are sent, and with an empty one that is told", () => {
  expect(
    parse({ hasPairs: "yes", pairs: '["koala, 13b","ape"]', primaryContrast: '["koala, 13b","ape"]' }).data,
  ).toMatchObject({
    pairs: [["koala, 13b", "ape"]],
    analysis: { primaryContrast: ["koala, 13b", "ape"] },
  });
  expect(parse({ pairs: '["koala","ape"]' }).data).toMatchObject({
    pairs: undefined,
    analysis: { primaryContrast: null },
  });
  const { error } = parse({ hasPairs: "yes" });
  expect(error && toFieldErrors(error)).toEqual({ pairs: "Choose one pair or more." });
  expect(parse({ hasPairs: "yes", pairs: "koala" }).success).toBe(false);
});

test("a session is wished for where a cap is written, or one may be taken back", () => {
  expect(parse({ mostShare: "10" }).data?.session).toEqual({ mostMinutes: null, mostShare: 0.1 });
  expect(parse({ hasSession: "yes" }).data?.session).toEqual({ mostMinutes: null, mostShare: null });
});

test("what cannot be is told beside its field", () => {
  const { error } = parse({ floor: "2", mostRaters: "many", mostMinutes: "0", halfWidth: "100" });
  const errors = error && toFieldErrors(error);
  expect(errors).toMatchObject({
    "assignment.floor": "Write percent from 5 to 100.",
    "stopping.mostRaters": "Write a whole number from 1 to 100000.",
    "session.mostMinutes": "Write a whole number from 1 to 1440.",
    "stopping.halfWidth": expect.stringContaining("Write points"),
  });
});
