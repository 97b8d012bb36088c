import type { z } from "zod";
import { AppError } from "@/lib/http/app-error";

/** What was given, as the schema reads it; the first thing that is wrong with it becomes a sentence for a person. */
export function parseInput<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".");
  throw new AppError(
    "bad_input",
    field ? `${field}: ${issue?.message}` : (issue?.message ?? "The input is not valid."),
  );
}
