import { z } from "zod";
import { asksSchema } from "@/lib/studies/asks-schema";

/** What else to ask, as the form sends it: one field of JSON, whose parts are told of by their paths. */
export const asksFormField = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue("What else to ask is no JSON. Load the page again.");
      return z.NEVER;
    }
  })
  .pipe(asksSchema);
