import "server-only";
import type { z } from "zod";
import { AppError } from "@/lib/http/app-error";

/** Far above any honest body of a rater's routes. Characters. */
const MOST = 16_384;

/**
 * A small JSON body, checked.
 *
 * @param most characters.
 * @throws {AppError} bad_input, naming the field and what is wrong with it.
 */
export async function readJson<T extends z.ZodType>(request: Request, schema: T, most = MOST): Promise<z.output<T>> {
  // also what keeps other sites out: a form cannot send this type without asking first
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    throw new AppError("bad_input", "Send the body as application/json.");
  }
  const text = await request.text();
  if (text.length > most) throw new AppError("bad_input", `The body is over ${most} characters.`);
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("bad_input", `${issue?.path.join(".") || "The body"}: ${issue?.message ?? "is not valid"}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("bad_input", "The body is not JSON.", { cause: error });
  }
}
