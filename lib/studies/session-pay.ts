import type { SessionDesign } from "@/lib/studies/session-schema";

type Pay = NonNullable<SessionDesign["pay"]>;

/** What Prolific requires and recommends an hour, on median time: micro-units. */
export const PLATFORM_PAY: Record<string, { least: number; recommended: number }> = {
  GBP: { least: 6_000_000, recommended: 9_000_000 },
  USD: { least: 8_000_000, recommended: 12_000_000 },
};

/** @returns micro-units an hour, at the declared minutes. */
export function toHourlyMicros({ amountMicros, minutes }: Pick<Pay, "amountMicros" | "minutes">): number {
  return Math.round((60 * amountMicros) / minutes);
}

/** "9.00 GBP" */
export function formatAmount(micros: number, currency: string): string {
  return `${(micros / 1_000_000).toFixed(2)} ${currency}`;
}

/** What is wrong with the pay, as sentences; none: it is above the floor and above what Prolific asks for. */
export function warnOfPay(pay: Pay): string[] {
  const hourly = toHourlyMicros(pay);
  const platform = PLATFORM_PAY[pay.currency];
  const warnings: string[] = [];
  if (hourly < pay.floorMicros) {
    warnings.push(`This is under your floor of ${formatAmount(pay.floorMicros, pay.currency)} an hour.`);
  }
  if (platform && hourly < platform.least) {
    warnings.push(`Prolific requires ${formatAmount(platform.least, pay.currency)} an hour at least.`);
  } else if (platform && hourly < platform.recommended) {
    warnings.push(`Prolific recommends ${formatAmount(platform.recommended, pay.currency)} an hour.`);
  }
  return warnings;
}
