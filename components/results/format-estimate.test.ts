import { expect, it } from "vitest";
import { formatEstimate, formatMargin } from "@/components/results/format-estimate";

const estimated = (value: number, low: number, high: number) => ({ value, interval: { low, high, level: 0.95 } });

it("an even interval is a margin, an uneven one its two ends", () => {
  expect(formatEstimate(estimated(0.704, 0.665, 0.743))).toBe("70.4 ±3.9");
  expect(formatMargin(estimated(0.02, 0.004, 0.06))).toBe("0.4 to 6.0");
  expect(formatMargin(estimated(-0.007, -0.067, 0.053))).toBe("±6.0");
});
