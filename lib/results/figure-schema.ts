import type { Interval } from "@/lib/stats/estimate";

/** A figure, or the sentence why there is none. */
export type Figure<T> = { ok: true; value: T } | { ok: false; reason: string };

/** A figure with its interval. Shares are 0 to 1, never percent. */
export type Estimated = {
  value: number;
  standardError: number;
  /** Of Student's t; null: normal, or an interval that has none. */
  degreesOfFreedom: number | null;
  interval: Interval;
};
