import { expect, test } from "vitest";
import { canonicalJson } from "@/lib/studies/canonical-json";

test("the order of keys in memory is not seen in the text, at any depth", () => {
  expect(canonicalJson({ b: { d: 1, c: 2 }, a: [{ z: 1, y: 2 }] })).toBe('{"a":[{"y":2,"z":1}],"b":{"c":2,"d":1}}');
});

test("keys stand in the order of their code units, as in the RFC's example", () => {
  const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
  expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
});

test("numbers are written as ECMAScript does, and what JSON cannot hold is refused", () => {
  expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
  );
  expect(() => canonicalJson([Number.NaN])).toThrow(RangeError);
  expect(() => canonicalJson([undefined])).toThrow(RangeError);
});

test("a field that is undefined is a field that is not there", () => {
  expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}');
});
