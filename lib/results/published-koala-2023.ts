import { KOALA_2023, type PublishedShares } from "@/lib/results/schema";

/** A chosen pair on a chosen set of a study, by what it is called here. */
export type RepeatedBar = {
  template: string;
  source: string;
  reference: string | null;
  model: string;
  opponent: string;
};

/**
 * What BAIR published on this pair and set: only in a study that repeats theirs, on their test sets, with Koala as the
 * reference. Models are known by how their names begin, since nobody calls them what the figure did.
 */
export function findPublished({ template, source, reference, model, opponent }: RepeatedBar): PublishedShares | null {
  if (template !== "koala-2023" || reference !== model || !isKoala(reference)) return null;
  const set = KOALA_2023.sets.find((candidate) => candidate.source === source);
  const name = toPublishedName(opponent);
  const bar = set?.bars.find((candidate) => candidate.opponent === name);
  return bar ? { better: bar.better, tied: bar.tied, worse: bar.worse } : null;
}

function isKoala(name: string): boolean {
  return /^koala/i.test(name) && !/distill/i.test(name);
}

function toPublishedName(opponent: string): string | null {
  if (/distill/i.test(opponent)) return "Koala-Distill";
  if (/^alpaca/i.test(opponent)) return "Alpaca";
  return /^(chatgpt|gpt-3\.5-turbo)/i.test(opponent) ? "ChatGPT" : null;
}
