import { expect, test } from "vitest";
import { guardFormula, unguardFormula } from "./formula-guard";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1"])("a spreadsheet does not run %j", (text) => {
  expect(guardFormula(text)).toBe(`'${text}`);
});

test.each(["", "=x", "'=x", "''=x", "'", "''", "'quoted'", "1=1", "it's -1"])("%j comes back as it was", (text) => {
  expect(unguardFormula(guardFormula(text))).toBe(text);
});
