import { isBlank } from "./blank";

const SHOWN_CHARACTERS = 60;

/** A value as a reader of the file would name it, cut short: it may be a whole essay. */
export function describeValue(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (value !== null && typeof value === "object") return "an object";
  if (typeof value === "number") return `the number ${value}`;
  if (typeof value !== "string") return String(value);
  if (isBlank(value)) return "empty";
  // twice as many code units hold at least as many characters, and never a whole essay
  const characters = [...value.slice(0, 2 * SHOWN_CHARACTERS + 2)];
  const shown = characters.slice(0, SHOWN_CHARACTERS).join("").replace(/\s+/g, " ");
  return `"${shown}${characters.length > SHOWN_CHARACTERS ? "…" : ""}"`;
}
