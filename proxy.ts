import { type NextRequest, NextResponse } from "next/server";
import { findFrameOrigins } from "@/lib/crowd/queries/frame-origins";
import { PATH_HEADER } from "@/lib/http/path-header";
import { toContentSecurityPolicy, toPageKind, toRaterSlug, toSecurityHeaders } from "@/lib/http/security-headers";

/** Gives each page its nonce: Next reads it from the policy on the request and puts it on every script and style it writes. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const kind = toPageKind(request.nextUrl.pathname);
  const slug = toRaterSlug(request.nextUrl.pathname);
  const frameOrigins = slug ? await findFrameOrigins(slug) : [];
  const policy = toContentSecurityPolicy({
    nonce: crypto.randomUUID().replaceAll("-", ""),
    kind,
    isDevelopment: process.env.NODE_ENV === "development",
    frameOrigins,
  });

  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(toSecurityHeaders(kind, frameOrigins.length > 0)))
    response.headers.set(name, value);
  return response;
}

export const config = {
  // Static files need no policy. Route handlers answer with JSON or a file, and set what they need themselves: the
  // rating API is spared the detour, and an upload through the proxy would be cut at 10 MB without a word. The board of
  // queues is a page of its own with a policy of its own.
  matcher: ["/((?!api/|metrics$|studio/queues(?:/|$)|_next/static|_next/image|favicon.ico|icon.svg|robots.txt).*)"],
};
