import { z } from "zod";

export const TEMPLATES = ["koala-2023", "arena"] as const;

/** What a rater may be offered beside "cannot judge", which always is. */
export const OFFERED_CHOICES = ["first", "second", "tie", "both_bad"] as const;

const name = z.string().min(1).max(200);

/** A study's rules, all of them: what is frozen and hashed when it opens. */
export const protocolSchema = z.strictObject({
  schema: z.literal("eucalypt-protocol/1"),
  template: z.enum(TEMPLATES),
  promptSets: z.array(z.strictObject({ name, version: z.int().min(1), digest: z.string() })),
  models: z.array(name),
  /** Compared with each other model; null: all pairs. */
  reference: name.nullable(),
  /** Which models meet. Of a pair with the reference, the reference is first. */
  pairs: z.array(z.tuple([name, name])),
  votesPerComparison: z.int().min(1).max(50),
  choices: z.array(z.enum(OFFERED_CHOICES)),
  /** Above the buttons: "Which response is better?" */
  question: z.string().min(1).max(200),
  /** What to weigh: "response quality". */
  criteria: z.array(z.string().min(1).max(100)),
  /** The only name of the study that a rater sees. It must not name a model. */
  raterTitle: z.string().min(1).max(120),
  /** Markdown. */
  instructions: z.string().min(1).max(20_000),
  consent: z.strictObject({ version: z.string().min(1), text: z.string().min(1).max(20_000) }),
  oncePerPrompt: z.boolean(),
  /** null: as many as there are. */
  pairsPerRater: z.int().min(1).max(10_000).nullable(),
  leaseMinutes: z
    .int()
    .min(1)
    .max(24 * 60),
  /** Pairs between reminders to rest; null: none. */
  breakEvery: z.int().min(5).nullable(),
  showEmptyResponses: z.boolean(),
  showSelfNamingResponses: z.boolean(),
  /** Written at the freeze: what will be judged, and what was left out of it. */
  frozen: z
    .strictObject({
      comparisons: z.int(),
      /** SHA-256, hex, over every comparison's prompt, turn, models and the digests of its responses, in order. */
      comparisonsDigest: z.string(),
      leftOut: z.array(
        z.strictObject({ promptSet: name, model: name, missing: z.int(), empty: z.int(), selfNaming: z.int() }),
      ),
    })
    .nullable(),
});

export type Protocol = z.infer<typeof protocolSchema>;
export type OfferedChoice = (typeof OFFERED_CHOICES)[number];
