import { expect, test } from "vitest";
import { isBlank } from "./blank";

test.each([
  "",
  " \t\r\n",
  "\u00A0\u3000",
  "\u200B\u200C\u200D",
  "\u2060\uFEFF",
  "\u00AD",
  "\u180E",
  "\u3164\u115F\u1160",
  "\u200E\u200F\u202A\u202E\u2066\u2069\u061C",
  "\u2800",
  "\uFE0F",
  "\u0000\u0007",
])("text %j shows nothing", (text) => {
  expect(isBlank(text)).toBe(true);
});

test.each([".", "\u200B0", "é", "🐨", "\u0301", "\u0600"])("text %j shows something", (text) => {
  expect(isBlank(text)).toBe(false);
});
