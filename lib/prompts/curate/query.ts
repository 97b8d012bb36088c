import type { PromptTurn } from "@/lib/prompts/schema";

/** The steps that can drop a query, in their order. */
export const DROPPING_STEPS = [
  "exact-duplicate",
  "normalised-duplicate",
  "near-duplicate",
  "language",
  "code",
  "personal-data",
  "unsafe",
  "contamination",
] as const;
export type DroppingStep = (typeof DROPPING_STEPS)[number];

/** A raw query, as a reader gives it. */
export type RawQuery = { line: number; externalId: string; turns: PromptTurn[]; category: string | null };

/** Why a query was dropped. */
export type Drop = {
  step: DroppingStep;
  /** In a sentence, for whoever reviews it. */
  reason: string;
  /** The words of the query that it rests on; null: all of them. */
  evidence: string | null;
};

/** What a step says to one query: a drop, or null to let it pass. Steps that compare remember what they let pass. */
export type Judge = (query: RawQuery, text: string) => Omit<Drop, "step"> | null;

/** A query after curation. `turns` are cleaned; `original` is as it came, where cleaning changed something. */
export type CuratedQuery = Omit<RawQuery, "category"> & {
  /** In the raw file, from 1. */
  position: number;
  original: PromptTurn[] | null;
  category: string;
  dropped: Drop | null;
};

/** All that a query says, as one text: its turns, each with its input below it. */
export function wholeText(turns: PromptTurn[]): string {
  return turns.map(({ text, input }) => (input ? `${text}\n${input}` : text)).join("\n");
}

const QUOTED = 120;

/** A part of a query short enough to be shown beside the reason. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const characters = [...line.slice(0, 2 * QUOTED)];
  return characters.length > QUOTED ? `${characters.slice(0, QUOTED).join("")}…` : line;
}
