import { AppError } from "@/lib/http/app-error";

/**
 * A route handler that writes has no check of its own against a form on another site; server actions have.
 * A client that is no browser sends no Origin, and no cookie that it was not given.
 *
 * @throws {AppError} forbidden.
 */
export function requireSameOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin === null) return;
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AppError("forbidden", "This request came from another site.");
}
