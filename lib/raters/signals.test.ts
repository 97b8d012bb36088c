import { expect, test } from "vitest";
import { describeSignals, toSignals } from "@/lib/raters/signals";

test("signs that are there are told in words, and nothing else of what a browser gave", () => {
  const signals = toSignals({ headless: true, webdriver: true, no_languages: false, no_pointer: true });
  expect(signals).toEqual(["webdriver", "headless"]);
  expect(describeSignals(signals)).toBe("the browser says that a program drives it; the browser calls itself headless");
  expect(toSignals(null)).toEqual([]);
});
