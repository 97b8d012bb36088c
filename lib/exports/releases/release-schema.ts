import { z } from "zod";

export const releaseSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1, "A release needs a title: readers see it.")
    .max(200, "A title has at most 200 characters."),
  /** For readers: what changed since the last one, how to cite it. */
  note: z.string().trim().max(4_000, "A note has at most 4,000 characters.").default(""),
});

export type ReleaseInput = z.input<typeof releaseSchema>;
