import type { Interval } from "@/lib/stats/estimate";

/** A true minus, as wide as the plus; what rounds to nought has no sign. */
function withMinus(written: string): string {
  return /^-0(\.0*)?$/.test(written) ? written.slice(1) : written.replace("-", "−");
}

/** 20, −7, 0.4: percentage points of a share or a difference of shares; with a decimal where they would round to nothing. */
export function writePoints(share: number): string {
  const points = 100 * share;
  return withMinus(points.toFixed(Math.abs(points) < 0.95 && Math.abs(points) >= 0.05 ? 1 : 0));
}

/** "20 points", "1 point" */
export function writePointsOf(share: number): string {
  const points = writePoints(share);
  return `${points} ${points === "1" || points === "−1" ? "point" : "points"}`;
}

/** "between −3 and 4" */
export function writeBetween({ low, high }: Pick<Interval, "low" | "high">): string {
  return `between ${writePoints(low)} and ${writePoints(high)}`;
}

/** <0.001, 0.042, 0.11 */
export function writeP(p: number): string {
  if (p < 0.001) return "<0.001";
  return p < 0.0995 ? p.toFixed(3) : p.toFixed(2);
}

/** "p = 0.11", "p < 0.001" */
export function writePIs(p: number): string {
  const written = writeP(p);
  return written.startsWith("<") ? `p < ${written.slice(1)}` : `p = ${written}`;
}

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** Small ones as words. */
export function writeCount(count: number): string {
  return SMALL[count] ?? count.toLocaleString("en");
}

/** "one comparison", "six comparisons", "1,200 votes" */
export function writeCounted(count: number, noun: string): string {
  return `${writeCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** 770, 3,400: no more digits than a plan can know. */
export function writeRoughly(count: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return (Math.ceil(count / step) * step).toLocaleString("en");
}

/** "a", "a and b", "a, b and c" */
export function writeList(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

export function startSentence(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
