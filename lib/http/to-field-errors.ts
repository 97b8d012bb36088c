import type { z } from "zod";

/** The first sentence about each field, by its name in the form; of one in a group also by both: `stopping.mostRaters`. */
export function toFieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    errors[String(path[0] ?? "")] ??= message;
    errors[path.join(".")] ??= message;
  }
  return errors;
}
