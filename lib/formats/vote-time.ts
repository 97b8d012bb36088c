import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";

const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

// 1990 to 2100: milliseconds, nanoseconds or a row number in this column would otherwise pass as a date
const FIRST_SECOND = 631_152_000;
const LAST_SECOND = 4_102_444_800;

/**
 * When a vote was cast: seconds since 1970, or an ISO 8601 date. A date without a zone is UTC, whatever zone the machine
 * is in; a date whose order of day and month has to be guessed is refused.
 */
export function toVoteTime(time: string | number, line: number, field: string): Date {
  const text = String(time).trim();
  const date = /^\d+(\.\d+)?$/.test(text) ? fromSeconds(Number(text)) : fromIso(text);
  if (date !== null) return date;
  throw new FormatError({
    line,
    field,
    problem: `the field "${field}" is ${describeValue(time)}`,
    mend: "Write seconds since 1970, or a date such as 2023-04-03T12:00:00Z.",
  });
}

function fromSeconds(seconds: number): Date | null {
  return seconds >= FIRST_SECOND && seconds <= LAST_SECOND ? new Date(Math.round(seconds * 1000)) : null;
}

function fromIso(text: string): Date | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const day = text.slice(0, "2023-04-03".length);
  // JavaScript takes 30 February for 2 March
  if (!Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, day.length) !== day) return null;
  const hasTime = text.length > day.length;
  const date = new Date(text.replace(" ", "T") + (hasTime && match[1] === undefined ? "Z" : ""));
  return Number.isNaN(date.getTime()) ? null : date;
}
