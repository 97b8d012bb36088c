import type { Protocol } from "@/lib/studies/schema";
import { getTemplate } from "@/lib/studies/templates/registry";

/** What a visitor is told before they vote; a new wording needs a new version. */
export const DEMO_CONSENT = {
  version: "demo-1",
  text: "Battles you vote on are kept, without your name, and may be published; the rest is deleted after a day.",
};

/** An arena begins with nothing to compare: models and pairs are those that met in its battles. */
export function newArenaProtocol(promptSet: string): Protocol {
  return {
    ...getTemplate("arena"),
    promptSets: [{ name: promptSet, version: 1, digest: "" }],
    models: [],
    reference: null,
    pairs: [],
    votesPerComparison: 1,
    raterTitle: "Two anonymous models",
    instructions:
      "Visitors of the demo talk to two anonymous models at once, and say which one answers better. Their names are told after the vote.",
    consent: DEMO_CONSENT,
    oncePerPrompt: false,
    breakEvery: null,
    showEmptyResponses: true,
    frozen: null,
  };
}

/** The same protocol with these two in it, each pair in the order of the names. */
export function withPair(protocol: Protocol, one: string, other: string): Protocol {
  const [first, second] = one < other ? [one, other] : [other, one];
  const isKnown = protocol.pairs.some(([a, b]) => a === first && b === second);
  return {
    ...protocol,
    models: [...new Set([...protocol.models, first, second])].sort(),
    pairs: isKnown ? protocol.pairs : [...protocol.pairs, [first, second]],
  };
}
