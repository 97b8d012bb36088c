import { expect, test } from "vitest";
import { toContentSecurityPolicy, toPageKind, toSecurityHeaders } from "@/lib/http/security-headers";

const policyOf = (path: string, isDevelopment = false) =>
  toContentSecurityPolicy({ nonce: "abc", kind: toPageKind(path), isDevelopment });

test("a script runs only with the nonce of its page, and no string is evaluated in production", () => {
  expect(policyOf("/")).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policyOf("/")).not.toContain("unsafe");
});

test("style attributes work on pages with charts and nowhere else", () => {
  expect(policyOf("/studio/studies/x")).toContain("style-src-attr 'unsafe-inline'");
  for (const path of ["/results/x", "/releases/x"]) expect(policyOf(path)).toContain("style-src-attr 'unsafe-inline'");
  for (const path of ["/", "/rate/abc", "/sign-in", "/resultsx"])
    expect(policyOf(path)).not.toContain("style-src-attr");
});

test("a page cannot be framed, based elsewhere or send a form elsewhere", () => {
  for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"])
    expect(policyOf("/rate/abc")).toContain(part);
});

test("the address of a rating page is told to nobody", () => {
  expect(toSecurityHeaders(toPageKind("/rate/abc"))["Referrer-Policy"]).toBe("no-referrer");
  expect(toSecurityHeaders(toPageKind("/studio"))["Referrer-Policy"]).toBe("strict-origin-when-cross-origin");
});
