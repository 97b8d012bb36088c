import { asksAnything, NO_ASKS } from "@/lib/studies/asks-schema";
import { listAsksTexts } from "@/lib/studies/check-asks";
import { listSessionTexts } from "@/lib/studies/check-session";
import { isSamePair, type ModelPair, sortPairs, toPairs } from "@/lib/studies/pairs";
import { type Protocol, USUAL_ANALYSIS, type Wishes } from "@/lib/studies/schema";
import { NO_SESSION, NO_STOPPING, USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";
import { getTemplate } from "@/lib/studies/templates/registry";
import type { StudyTemplate } from "@/lib/studies/templates/study-template";

/** Prompt sets and models as they are in the database; the ids stay out of the protocol, which is published. */
export type DraftParts = {
  sets: { id: string; name: string; version: number; digest: string; isSample: boolean }[];
  models: { id: string; name: string }[];
  /** Sets of gold pairs that were asked for; undefined: those of before. */
  goldSets?: { name: string; version: number; digest: string }[];
};

/** A study over texts that were written to show the product is itself for show. */
export function isSampleStudy({ sets }: DraftParts): boolean {
  return sets.some((set) => set.isSample);
}

/** Those that were chosen one by one stay while models and reference do; else the pattern of before is drawn anew. */
function choosePairs(protocol: Protocol, names: string[], reference: string | null, allPairs?: boolean): ModelPair[] {
  const isUnmoved = reference === protocol.reference && isSameSet(names, protocol.models);
  if (allPairs === undefined && isUnmoved && protocol.pairs.length > 0) return protocol.pairs;
  return toPairs(names, reference, allPairs ?? hasAllPairs(protocol));
}

function isSameSet(some: string[], others: string[]): boolean {
  return some.length === others.length && some.every((name) => others.includes(name));
}

/** True where there is a reference, and the others meet too. */
function hasAllPairs({ models, reference, pairs }: Protocol): boolean {
  return reference !== null && pairs.length > models.length - 1;
}

/** The contrast that the analysis plan calls primary, where the study compares it; null: none, or it does not. */
export function findPrimaryContrast({ analysis, pairs }: Protocol): ModelPair | null {
  const contrast = analysis?.primaryContrast ?? null;
  return contrast && pairs.some((pair) => isSamePair(pair, contrast)) ? contrast : null;
}

/** A draft's protocol with a researcher's wishes in it. */
export function mergeWishes(protocol: Protocol, wishes: Wishes, parts: DraftParts): Protocol {
  const { sets: _sets, models: _models, reference: _reference, allPairs, pairs, consent, ...others } = wishes;
  const { analysis, session, assignment, stopping, asks, ...texts } = others;
  const names = parts.models.map((model) => model.name);
  const reference = wishes.reference === undefined ? keepReference(protocol, names) : wishes.reference;
  return withAsks(asks, {
    ...protocol,
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    ...(consent !== undefined && { consent: { ...protocol.consent, text: consent } }),
    ...(analysis !== undefined && { analysis: { ...USUAL_ANALYSIS, ...protocol.analysis, ...analysis } }),
    ...(session !== undefined && {
      session: {
        ...NO_SESSION,
        ...protocol.session,
        ...session,
        goldSets: parts.goldSets ?? protocol.session?.goldSets ?? [],
      },
    }),
    ...(assignment !== undefined && { assignment: { ...USUAL_ASSIGNMENT, ...protocol.assignment, ...assignment } }),
    ...(stopping !== undefined && { stopping: { ...NO_STOPPING, ...protocol.stopping, ...stopping } }),
    promptSets: parts.sets.map(({ name, version, digest }) => ({ name, version, digest })),
    models: names,
    reference,
    // of fewer than two models there are no pairs, whatever a form still holds
    pairs:
      pairs && names.length > 1
        ? sortPairs(pairs, names, reference)
        : choosePairs(protocol, names, reference, allPairs),
    frozen: null,
  });
}

/** A study that asks for nothing beside the choice does not speak of it, as older protocols do not. */
function withAsks(wished: Wishes["asks"], { asks: before, ...protocol }: Protocol): Protocol {
  const asks = { ...NO_ASKS, ...before, ...wished };
  return asksAnything(asks) ? { ...protocol, asks } : protocol;
}

function keepReference(protocol: Protocol, names: string[]): string | null {
  return protocol.reference !== null && names.includes(protocol.reference) ? protocol.reference : null;
}

/**
 * What of the texts that a rater reads names one of the models, as a sentence; null: nothing does.
 * A name of one or two letters is not looked for: it is a word of any text. The template's own texts name no model, even
 * where one is called by a word in them.
 */
export function findModelNamed(protocol: Protocol): string | null {
  const usual = listTexts(getTemplate(protocol.template));
  const read = { ...listTexts(protocol), ...listSessionTexts(protocol), ...listAsksTexts(protocol) };
  for (const [where, text] of Object.entries(read)) {
    if (text === usual[where]) continue;
    const named = protocol.models.find((name) => name.length > 2 && mentions(text, name));
    if (named) return `The ${where} that raters read names the model ${named}. Take the name out.`;
  }
  return null;
}

function listTexts(texts: StudyTemplate): Record<string, string> {
  const { raterTitle, question, criteria, instructions, consent } = texts;
  return { title: raterTitle, question, criteria: criteria.join("\n"), instructions, consent: consent.text };
}

function mentions(text: string, name: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  const folded = text.toLowerCase();
  const wanted = name.toLowerCase();
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    if (!letter.test(folded[at - 1] ?? "") && !letter.test(folded[at + wanted.length] ?? "")) return true;
  }
  return false;
}
