import type { Interval } from "@/lib/stats/estimate";

/** A true minus, as wide as the plus. */
function withMinus(written: string): string {
  // what rounds to nought has no sign
  return /^-0(\.0*)?$/.test(written) ? written.slice(1) : written.replace("-", "−");
}

/** −0.42: of a coefficient. */
export function formatDecimal(value: number, digits = 2): string {
  return withMinus(value.toFixed(digits));
}

/** 81.3%: of a share, 0 to 1. */
export function formatPercent(share: number, digits = 1): string {
  return `${formatDecimal(100 * share, digits)}%`;
}

/** +20.3, −6.7: percentage points of a difference of shares, which the words around it call points. */
export function formatPoints(difference: number, digits = 1): string {
  const written = formatDecimal(100 * difference, digits);
  return Number(written.replace("−", "-")) > 0 ? `+${written}` : written;
}

/** 48.9 to 52.3 */
export function formatRange({ low, high }: Pick<Interval, "low" | "high">, format: (end: number) => string): string {
  return `${format(low).replace(/%$/, "")} to ${format(high)}`;
}

/** between 48.9% and 52.3%: in a sentence */
export function formatBetween({ low, high }: Pick<Interval, "low" | "high">, format: (end: number) => string): string {
  return `between ${format(low)} and ${format(high)}`;
}

/** <0.001, 0.042, 0.11 */
export function formatP(p: number): string {
  if (p < 0.001) return "<0.001";
  return p < 0.0995 ? p.toFixed(3) : p.toFixed(2);
}
