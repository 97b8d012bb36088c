const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What a person would count in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((days) => days * DAY_MS),
];
const MOST_TICKS = 6;

/** Round moments of UTC between two, six at most; where there is none between them, the first. */
export function toTimeTicks(first: number, last: number): number[] {
  const step = STEPS.find((size) => (last - first) / size < MOST_TICKS - 1) ?? (last - first) / (MOST_TICKS - 1);
  const from = Math.ceil(first / step) * step;
  const ticks = Array.from({ length: Math.max(0, Math.floor((last - from) / step) + 1) }, (_, at) => from + at * step);
  return ticks.length === 0 ? [first] : ticks;
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MINUTE = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** 14:30; a midnight is its day: 12 May. */
export function formatTimeTick(time: number): string {
  return (time % DAY_MS === 0 ? DAY : MINUTE).format(time);
}
