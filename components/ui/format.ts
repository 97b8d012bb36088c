const COUNT = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const TIME = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});

/** 4,626 */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** 1 vote, 4,626 votes */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 12 May 2026, in UTC */
export function formatDay(date: Date): string {
  return DAY.format(date);
}

/** 14:32:07, in UTC */
export function formatTime(date: Date): string {
  return TIME.format(date);
}

/** 48 s; 3 min 5 s */
export function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** $0.0132, €12.40: of micro-units; small amounts keep the figures that tell them from nothing. */
export function formatMoney(micros: number, currency: string): string {
  const units = micros / 1_000_000;
  const figures =
    units === 0 || units >= 1
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : { maximumSignificantDigits: 3 };
  return new Intl.NumberFormat("en", { style: "currency", currency, ...figures }).format(units);
}

/** 340 ms; 2.4 s; 3 min 5 s */
export function formatLatency(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  return durationMs < 9950 ? `${(durationMs / 1000).toFixed(1)} s` : formatDuration(durationMs);
}
