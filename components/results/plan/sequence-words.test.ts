import { expect, it } from "vitest";
import { findDecided, sayDecided, sayPoint, toSharedDomain } from "@/components/results/plan/sequence-words";
import { point } from "@/components/results/plan/testing/plan-fixture";

it("the first band that leaves zero out decides, also where a later one holds it again", () => {
  const points = [point(20, 0.1, 0.3), point(34, 0.2, 0.19), point(35, 0.15, 0.16)];
  expect(findDecided(points)).toBe(34);
  expect(sayDecided(points)).toBe("It left zero out at rater 34.");
  expect(sayDecided([point(20, -0.2, 0.1)])).toBe("It left zero out at rater 20.");
  expect(sayDecided(points.slice(0, 1))).toBe("It still holds zero.");
});

it("a point says its difference and its band in points", () => {
  expect(sayPoint(point(20, 0.201, 0.119))).toBe("+20.1 points, between +8.2 and +32.0");
  expect(sayPoint(point(20, -0.05, 0.1))).toBe("−5.0 points, between −15.0 and +5.0");
});

it("panels share an axis about zero that the first, wide bands do not stretch", () => {
  const wide = point(20, 0, 0.95);
  const later = [21, 22, 23].map((raters) => point(raters, 0.1, 0.22));
  expect(toSharedDomain([[wide, ...later]])).toEqual({ low: -0.4, high: 0.4, raters: 23 });
  expect(toSharedDomain([[point(20, 0.01, 0.02)]])).toEqual({ low: -0.1, high: 0.1, raters: 20 });
  expect(toSharedDomain([])).toEqual({ low: -0.1, high: 0.1, raters: 1 });
});
