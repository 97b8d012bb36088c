import { expect, test } from "vitest";
import { z } from "zod";
import { orNone } from "@/app/studio/or-none";

const field = orNone(z.string().regex(/^\d+$/, "Write a whole number.").transform(Number));

test("an empty field is none, and a wrong one is told what it should be", () => {
  expect(field.parse(" ")).toBeNull();
  expect(field.parse("12")).toBe(12);
  expect(field.safeParse("abc").error?.issues.map(({ message }) => message)).toEqual(["Write a whole number."]);
});
