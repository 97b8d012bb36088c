import { z } from "zod";

/** What a rater took the models for, as `raters.blindness` stores it: names as typed. None: did not know. */
export const blindnessSchema = z.strictObject({ guesses: z.array(z.string()) });
