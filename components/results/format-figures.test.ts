import { expect, it } from "vitest";
import {
  formatBetween,
  formatDecimal,
  formatP,
  formatPercent,
  formatPoints,
  formatRange,
} from "@/components/results/format-figures";

it("a negative figure has a true minus, and what rounds to nought has no sign", () => {
  expect(formatDecimal(-0.424)).toBe("−0.42");
  expect(formatDecimal(-0.004)).toBe("0.00");
  expect(formatPercent(-0.0004, 1)).toBe("0.0%");
});

it("a difference says its direction", () => {
  expect([0.203, -0.067, 0.0002, -0.0002].map((difference) => formatPoints(difference))).toEqual([
    "+20.3",
    "−6.7",
    "0.0",
    "0.0",
  ]);
});

it("a range says “to”, and its unit once", () => {
  expect(formatRange({ low: 0.489, high: 0.523 }, formatPercent)).toBe("48.9 to 52.3%");
  expect(formatBetween({ low: 0.489, high: 0.523 }, formatPercent)).toBe("between 48.9% and 52.3%");
  expect(formatRange({ low: -0.02, high: 0.3 }, formatDecimal)).toBe("−0.02 to 0.30");
});

it("a small p keeps the figures that tell it from the usual limits", () => {
  expect([0.00002, 0.001, 0.0423, 0.0996, 0.113, 1].map(formatP)).toEqual([
    "<0.001",
    "0.001",
    "0.042",
    "0.10",
    "0.11",
    "1.00",
  ]);
});
