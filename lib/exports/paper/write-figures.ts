import type { Estimated, Figure } from "@/lib/results/analysis-schema";

/** 48.1: a share in percent, with one decimal; a true minus. */
export function writePercent(share: number): string {
  const written = (100 * share).toFixed(1);
  return written === "-0.0" ? "0.0" : written.replace("-", "−");
}

/** "48.1 [42.0, 54.2]", in percent; a dash where there is no figure. */
export function writeEstimated(figure: Figure<Estimated>): string {
  if (!figure.ok) return "–";
  const { value, interval } = figure.value;
  return `${writePercent(value)} [${writePercent(interval.low)}, ${writePercent(interval.high)}]`;
}

/** 0.49 [0.44, 0.53]: a coefficient. */
export function writeCoefficient(figure: Figure<Estimated>): string {
  if (!figure.ok) return "–";
  const write = (value: number) => value.toFixed(2).replace("-", "−");
  const { value, interval } = figure.value;
  return `${write(value)} [${write(interval.low)}, ${write(interval.high)}]`;
}

export function writeDate(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** "1,234 votes", "1 rater" */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
