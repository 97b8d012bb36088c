import { z } from "zod";
import { isBlank } from "./blank";
import { idField, nameField } from "./field-schemas";
import type { VoteRecord } from "./records";

/** Who judged: a person's name or, for a model as judge, the list of the model and its prompt (`["gpt-4", "pair-v2"]`). */
export const judgeField = z.union([idField, z.array(nameField).min(1, { error: "Name the judge." })], {
  error: "Write the rater's name in quotes.",
});

export function toRater(judge: z.output<typeof judgeField>): Pick<VoteRecord, "rater" | "raterKind"> {
  if (typeof judge === "string") return { rater: judge, raterKind: "human" };
  return { rater: judge.join("/"), raterKind: "model" };
}

/** The inverse: a model as judge is a list, and a name that a list could not give back is its only element. */
export function toJudge({ rater, raterKind }: { rater: string; raterKind: string }): string | string[] {
  if (raterKind !== "model") return rater;
  const parts = rater.split("/");
  return parts.some((part) => isBlank(part)) ? [rater] : parts;
}
