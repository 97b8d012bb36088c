import { formatDecimal, formatRange } from "@/components/results/format-figures";
import type { Estimated } from "@/lib/results/analysis-schema";

/** Points by which the two arms of an interval may differ and still be written as one ±. */
const SAME_ARMS = 0.15;

/** ±3.9, in points; "45.7 to 54.1" where the interval lies askew. */
export function formatMargin({ value, interval }: Pick<Estimated, "value" | "interval">): string {
  const [below, above] = [100 * (value - interval.low), 100 * (interval.high - value)];
  if (Math.abs(below - above) < SAME_ARMS) return `±${formatDecimal((below + above) / 2, 1)}`;
  return formatRange(interval, (end) => formatDecimal(100 * end, 1));
}

/** 70.4 ±3.9: a share in percent. */
export function formatEstimate(estimated: Pick<Estimated, "value" | "interval">): string {
  return `${formatDecimal(100 * estimated.value, 1)} ${formatMargin(estimated)}`;
}
