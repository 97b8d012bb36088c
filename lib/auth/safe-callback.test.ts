import { expect, test } from "vitest";
import { toSafeCallback } from "@/lib/auth/safe-callback";

test("a path of this site is kept, with its query", () => {
  expect(toSafeCallback("/studio/studies/koala?page=2")).toBe("/studio/studies/koala?page=2");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/x/..//evil.example",
  "javascript:alert(1)",
  "studio",
  "",
  "/sign-in?callback=/sign-in",
])("%j leads to the studio and nowhere else", (wish) => {
  expect(toSafeCallback(wish)).toBe("/studio");
});

test("a callback given twice, or not at all, leads to the studio", () => {
  expect(toSafeCallback(["/a", "/b"])).toBe("/studio");
  expect(toSafeCallback(undefined)).toBe("/studio");
});
