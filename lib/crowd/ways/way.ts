import type { EndedAs, Ending, WayIn, WaySettings } from "@/lib/crowd/schema";

/** Who came, as the address that they came by says. */
export type Arrival =
  /** A platform's person. Ids as the platform writes them. */
  | { kind: "person"; participantId: string; submissionId: string | null; details: Record<string, string> }
  /** Somebody looks before they accept the work: they see the page, and cannot begin. */
  | { kind: "preview" }
  /** It is meant for this way, and something in it is missing or wrong; `problem` says what, and the mend. */
  | { kind: "wrong"; problem: string };

/** What the way back needs of a participation. */
export type Leaving = { participantId: string | null; submissionId: string | null; details: Record<string, string> };

/**
 * One way into a study. Everything that a platform does in its own manner is in its file; the rest of the house knows
 * only this.
 */
export type Way<Name extends WayIn> = {
  name: Name;
  /** null: the address is not of this way. */
  readArrival: (query: URLSearchParams, settings: WaySettings[Name]) => Arrival | null;
  toEnding: (outcome: EndedAs, settings: WaySettings[Name], leaving: Leaving) => Omit<Ending, "outcome">;
  /** Origins that may show the rater's page in a frame. */
  frameAncestors: (settings: WaySettings[Name]) => string[];
};

/** A platform's id: what cannot be one is refused before it is stored. */
export function isId(value: string | null): value is string {
  return value !== null && /^[\w.:@-]{1,128}$/.test(value);
}
