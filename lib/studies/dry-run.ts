import { z } from "zod";

export const dryRunSettingsSchema = z.strictObject({
  raters: z.int("Write a whole number of raters.").min(1, "At least one rater.").max(2000, "At most 2,000 raters."),
  /** The same seed gives the same raters, who say the same of the same pair. */
  seed: z.int("Write a whole number.").min(0).max(2_147_483_647),
});

export type DryRunSettings = z.output<typeof dryRunSettingsSchema>;

export const USUAL_DRY_RUN: DryRunSettings = { raters: 40, seed: 1 };
