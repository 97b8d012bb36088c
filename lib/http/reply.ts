import "server-only";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";

const BUG = "Something went wrong here. Try again; if it goes on, tell whoever runs this site the time it happened.";

/** What a person may read of a failure. A bug is logged whole and told in a fixed sentence. */
export function toPublicError(error: unknown): { code: string; message: string; status: number } {
  if (error instanceof AppError) return { code: error.code, message: error.message, status: error.status };
  log.error({ err: error }, "request failed");
  return { code: "internal", message: BUG, status: 500 };
}

/** A route handler's answer to a failure: `{ error: { code, message } }`. */
export function jsonError(error: unknown): Response {
  const { code, message, status } = toPublicError(error);
  return Response.json({ error: { code, message } }, { status, headers: { "Cache-Control": "no-store" } });
}
