import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "@/lib/http/path-header";
import { toContentSecurityPolicy, toPageKind, toSecurityHeaders } from "@/lib/http/security-headers";

/** Gives each page its nonce: Next reads it from the policy on the request and puts it on every script and style it writes. */
export function proxy(request: NextRequest): NextResponse {
  const kind = toPageKind(request.nextUrl.pathname);
  const policy = toContentSecurityPolicy({
    nonce: crypto.randomUUID().replaceAll("-", ""),
    kind,
    isDevelopment: process.env.NODE_ENV === "development",
  });

  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(toSecurityHeaders(kind))) response.headers.set(name, value);
  return response;
}

export const config = {
  // Static files need no policy. Route handlers answer with JSON or a file, and set what they need themselves: the
  // rating API is spared the detour, and an upload through the proxy would be cut at 10 MB without a word. The board of
  // queues is a page of its own with a policy of its own.
  matcher: ["/((?!api/|metrics$|studio/queues(?:/|$)|_next/static|_next/image|favicon.ico|icon.svg|robots.txt).*)"],
};
