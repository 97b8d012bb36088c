import { z } from "zod";
import { EXPORT_FORMATS } from "@/lib/formats/export-registry";
import { AGGREGATIONS, BOTH_BAD_SPELLINGS } from "@/lib/formats/writer";

const oneOf = (choices: readonly string[]) => `Choose one of: ${choices.join(", ")}.`;

/** What is asked of an export, as the command line and an address have it. */
export const exportOptionsSchema = z.object({
  format: z.enum(EXPORT_FORMATS, { error: oneOf(EXPORT_FORMATS) }),
  aggregation: z.enum(AGGREGATIONS, { error: oneOf(AGGREGATIONS) }).default("each-vote"),
  bothBad: z.enum(BOTH_BAD_SPELLINGS, { error: oneOf(BOTH_BAD_SPELLINGS) }).default("tie (bothbad)"),
});
export type ExportOptions = z.input<typeof exportOptionsSchema>;
