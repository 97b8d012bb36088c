import { z } from "zod";
import { LANGUAGES } from "@/lib/studies/session-schema";

/**
 * The texts that an amendment may change: those that tell a rater what to do and who asks. What is asked of them, its
 * answers, and the pairs that are written for them make the votes what they are, and stay.
 */
export const AMENDABLE_TEXTS = [
  "raterTitle",
  "question",
  "criteria",
  "instructions",
  "consent",
  "purpose",
  "organisation",
  "contact",
  "ethics",
] as const;
export type AmendableText = (typeof AMENDABLE_TEXTS)[number];

/** As a sentence has them: "changed the instructions". */
export const TEXT_WORDS: Record<AmendableText, string> = {
  raterTitle: "title for raters",
  question: "question",
  criteria: "criteria",
  instructions: "instructions",
  consent: "consent text",
  purpose: "purpose",
  organisation: "organisation",
  contact: "contact",
  ethics: "ethics number",
};

/** These are the same in every language. */
export const UNTRANSLATED: readonly AmendableText[] = ["organisation", "contact", "ethics"];

// PostgreSQL keeps no NUL in a text
const text = z.string().regex(/^[^\0]*$/u);

export const responseWithdrawnSchema = z.strictObject({
  responseId: z.uuid(),
  model: z.string(),
  promptSet: z.string(),
  /** The prompt's id in the file it came from. */
  prompt: z.string(),
  /** SHA-256, hex, of the response's turns, as the protocol's digest has it. */
  digest: z.string(),
  /** What it took out. */
  comparisons: z.int().min(0),
});

export const textChangedSchema = z.strictObject({
  field: z.enum(AMENDABLE_TEXTS),
  /** Absent: the study's own. */
  language: z.enum(LANGUAGES).optional(),
  /** Criteria stand one a line. */
  from: text,
  to: text,
});

export type ResponseWithdrawn = z.infer<typeof responseWithdrawnSchema>;
export type TextChanged = z.infer<typeof textChangedSchema>;

export const amendmentReasonSchema = text
  .trim()
  .min(10, "Say why, in 10 characters or more: readers of the results see it.")
  .max(2_000, "Say why in at most 2,000 characters.");

export const amendTextSchema = z.strictObject({
  field: z.enum(AMENDABLE_TEXTS, { error: `These texts may be amended: ${AMENDABLE_TEXTS.join(", ")}.` }),
  language: z.enum(LANGUAGES).optional(),
  to: text.max(20_000, "A text has at most 20,000 characters."),
  reason: amendmentReasonSchema,
});

/** Which response: by its id, or by its model, prompt and prompt set; a study with one set needs none named. */
export const withdrawResponseSchema = z.strictObject({
  response: z.union([
    z.strictObject({ id: z.uuid() }),
    z.strictObject({ model: z.string().min(1), prompt: z.string().min(1), promptSet: z.string().min(1).optional() }),
  ]),
  reason: amendmentReasonSchema,
});

export type AmendText = z.input<typeof amendTextSchema>;
export type WithdrawResponse = z.input<typeof withdrawResponseSchema>;

/** An amendment as it is published: with what its hash is computed of. */
export type Amendment = {
  /** From 1. */
  number: number;
  reason: string;
  /** Hex: of the amendment before, or of the frozen protocol. */
  previousHash: string;
  hash: string;
  /** When it was made: ISO 8601, UTC, milliseconds. */
  at: string;
} & ({ kind: "response_withdrawn"; change: ResponseWithdrawn } | { kind: "text_changed"; change: TextChanged });

/** What it did, as a sentence. */
export function describeAmendment(amendment: Amendment): string {
  if (amendment.kind === "text_changed") {
    const { field, language } = amendment.change;
    return `The ${TEXT_WORDS[field]}${language ? ` (${language})` : ""} that raters read was changed.`;
  }
  const { model, promptSet, prompt, comparisons } = amendment.change;
  const taken = `${comparisons} ${comparisons === 1 ? "comparison" : "comparisons"}`;
  return `The response of ${model} to prompt ${prompt} of ${promptSet} was withdrawn: ${taken} withdrawn.`;
}

/** An amendment in words, for the pages that list them. */
export type ListedAmendment = {
  number: number;
  at: string;
  sentence: string;
  reason: string;
  hash: string;
  /** Of a text; null: none was changed. */
  change: { from: string; to: string } | null;
};

export function toListed(amendment: Amendment): ListedAmendment {
  const { number, at, reason, hash } = amendment;
  const change = amendment.kind === "text_changed" ? { from: amendment.change.from, to: amendment.change.to } : null;
  return { number, at, reason, hash, change, sentence: describeAmendment(amendment) };
}
