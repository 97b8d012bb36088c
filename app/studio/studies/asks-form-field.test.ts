import { expect, test } from "vitest";
import { asksFormField } from "@/app/studio/studies/asks-form-field";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { NO_ASKS } from "@/lib/studies/asks-schema";

const parse = (asks: unknown) => asksFormField.safeParse(JSON.stringify(asks));

test("what is typed comes as the protocol has it", () => {
  const asks = { ...NO_ASKS, strength: 5, criteria: [{ name: "clear", question: { en: " Clearer? " } }] };
  expect(parse(asks).data).toEqual({ ...asks, criteria: [{ name: "clear", question: { en: "Clearer?" } }] });
  expect(asksFormField.safeParse("{").error?.issues[0]?.message).toMatch("no JSON");
});

test("each thing that is wrong is told beside its field, with the mend", () => {
  const { error } = parse({
    strength: 4,
    criteria: [{ name: "Is clear", question: { en: "" } }],
    reason: { minimum: "some" },
    flaws: [{ name: "rude", label: { en: "x".repeat(201) } }],
  });
  expect(error && toFieldErrors(error)).toMatchObject({
    strength: "A scale of strength has 3, 5 or 7 points.",
    "criteria.0.name": expect.stringContaining("lower-case letters"),
    "criteria.0.question.en": "Write it, or take the line out.",
    "reason.minimum": "Write a whole number from 0 to 1000.",
    "flaws.0.label.en": "Write at most 200 characters.",
  });
});
