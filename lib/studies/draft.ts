import { listSessionTexts } from "@/lib/studies/check-session";
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

/** Which models meet: the reference with each other one, and first; else each with each, in the order of their names. */
export function toPairs(models: string[], reference: string | null, allPairs: boolean): [string, string][] {
  const others = models.filter((name) => name !== reference).sort();
  const withReference = reference === null ? [] : others.map((name): [string, string] => [reference, name]);
  if (reference !== null && !allPairs) return withReference;
  const amongOthers = others.flatMap((a, index) => others.slice(index + 1).map((b): [string, string] => [a, b]));
  return [...withReference, ...amongOthers];
}

/** True where there is a reference, and the others meet too. */
function hasAllPairs(protocol: Protocol): boolean {
  return protocol.reference !== null && protocol.pairs.length > protocol.models.length - 1;
}

/** A draft's protocol with a researcher's wishes in it. */
export function mergeWishes(protocol: Protocol, wishes: Wishes, parts: DraftParts): Protocol {
  const { sets: _sets, models: _models, reference: _reference, allPairs, consent, analysis, ...others } = wishes;
  const { session, assignment, stopping, ...texts } = others;
  const names = parts.models.map((model) => model.name);
  const reference = wishes.reference === undefined ? keepReference(protocol, names) : wishes.reference;
  const all = allPairs ?? hasAllPairs(protocol);
  return {
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
    pairs: toPairs(names, reference, all),
    frozen: null,
  };
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
  for (const [where, text] of Object.entries({ ...listTexts(protocol), ...listSessionTexts(protocol) })) {
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
