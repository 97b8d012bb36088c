import { describe, expect, it } from "vitest";
import { toHourlyMicros, warnOfPay } from "@/lib/studies/session-pay";

const pay = { amountMicros: 2_000_000, currency: "GBP", minutes: 10, floorMicros: 9_000_000 };

describe("an hour's pay", () => {
  it("is the session's, at the declared minutes", () => {
    expect(toHourlyMicros(pay)).toBe(12_000_000);
    expect(warnOfPay(pay)).toEqual([]);
  });

  it("under the floor and under the platform's least, both are told", () => {
    expect(warnOfPay({ ...pay, minutes: 24 })).toEqual([
      "This is under your floor of 9.00 GBP an hour.",
      "Prolific requires 6.00 GBP an hour at least.",
    ]);
  });

  it("between the platform's least and what it recommends, the recommendation is told", () => {
    expect(warnOfPay({ ...pay, minutes: 16, floorMicros: 0 })).toEqual(["Prolific recommends 9.00 GBP an hour."]);
  });
});
