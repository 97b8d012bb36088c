import { z } from "zod";

/** What a program may do with a token, at most; its account's role and memberships limit it further. */
export const SCOPE_WORDS = {
  "studies:read": "Studies, their progress, protocols, amendments and results",
  "studies:write": "Make, open, pause and close studies",
  "votes:read": "Every vote, in every format, and the paper's bundle",
  "raters:read": "Raters by their random names, and what the rules found of them",
  "raters:write": "Exclude raters, and take that back",
  "prompts:read": "Prompt sets and their prompts",
  "prompts:write": "Import prompt sets",
  "models:read": "Models",
  "responses:write": "Import responses",
  "runs:read": "Runs and how far they are",
  "runs:write": "Order runs, which costs money",
} as const;

export type Scope = keyof typeof SCOPE_WORDS;

export const SCOPES = Object.keys(SCOPE_WORDS) as [Scope, ...Scope[]];

export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "Name the token after what uses it.").max(100, "A name has at most 100 characters."),
  scopes: z.array(z.enum(SCOPES, { error: `Scopes are: ${SCOPES.join(", ")}.` })).min(1, "Choose at least one scope."),
  /** From now; null: until it is revoked. */
  days: z.int().min(1).max(3650, "A token lives at most ten years.").nullable().default(90),
});

export type NewToken = z.input<typeof newTokenSchema>;
