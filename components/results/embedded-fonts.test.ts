import { expect, it } from "vitest";
import { coversAny } from "@/components/results/embedded-fonts";

it("a face is embedded where the text has a character of its range", () => {
  expect(coversAny("U+0000-00FF, U+0131", "Koala")).toBe(true);
  expect(coversAny("U+0400-045F", "Koala")).toBe(false);
  expect(coversAny("U+4??", "Ѐ")).toBe(true);
  expect(coversAny("U+0131", "ı")).toBe(true);
  expect(coversAny("", "anything")).toBe(true);
});
