import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/studies/canonical-json";
import type { Protocol } from "@/lib/studies/schema";

export type DrawnPrompt = { id: string; externalId: string; promptSet: { id: string; name: string; version: number } };

/** One model's response to one prompt: the sample that studies compare, the first. */
export type DrawnResponse = {
  id: string;
  promptId: string;
  model: string;
  digest: string;
  isEmpty: boolean;
  namesItself: boolean;
  flags: ("cut_short" | "repeated" | "prompt_cut")[];
};

type DrawnComparison = { promptId: string; first: DrawnResponse; second: DrawnResponse };
type LeftOut = NonNullable<Protocol["frozen"]>["leftOut"];
export type Drawing = { comparisons: DrawnComparison[]; digest: string; leftOut: LeftOut };

/**
 * Every pair of the protocol on every prompt where both responses may be shown, prompt by prompt and in the order of the
 * pairs; and how many responses of each model may not, and why.
 *
 * @param prompts in the order of the sets and of the prompts in them.
 * @param responses at most one a prompt and model; those that lack a turn are no responses.
 */
export function drawComparisons(protocol: Protocol, prompts: DrawnPrompt[], responses: DrawnResponse[]): Drawing {
  const byPlace = new Map(responses.map((response) => [placeOf(response.promptId, response.model), response]));
  const comparisons: DrawnComparison[] = [];
  const hash = createHash("sha256");
  for (const prompt of prompts) {
    for (const [a, b] of protocol.pairs) {
      const first = byPlace.get(placeOf(prompt.id, a));
      const second = byPlace.get(placeOf(prompt.id, b));
      if (!first || !second || findReason(protocol, first) || findReason(protocol, second)) continue;
      comparisons.push({ promptId: prompt.id, first, second });
      hash.update(`${canonicalJson(toPublicIdentity(prompt, first, second))}\n`);
    }
  }
  return { comparisons, digest: hash.digest("hex"), leftOut: countLeftOut(protocol, prompts, byPlace) };
}

/** By names and digests and not by this database's ids, so that the digest can be had again from the files. */
function toPublicIdentity({ promptSet, externalId }: DrawnPrompt, first: DrawnResponse, second: DrawnResponse) {
  return {
    promptSet: [promptSet.name, promptSet.version],
    prompt: externalId,
    turn: null,
    models: [first.model, second.model],
    responses: [first.digest, second.digest],
  };
}

type Reason = "missing" | "empty" | "selfNaming" | "cutShort" | "repeated" | "promptCut";

/** The first of the reasons, in this order, for which the protocol keeps a response from raters; null: they may see it. */
function findReason(protocol: Protocol, response: DrawnResponse | undefined): Reason | null {
  if (!response) return "missing";
  if (response.isEmpty && !protocol.showEmptyResponses) return "empty";
  if (response.namesItself && !protocol.showSelfNamingResponses) return "selfNaming";
  if (response.flags.includes("repeated") && !protocol.showRepeatedResponses) return "repeated";
  if (response.flags.includes("cut_short") && !protocol.showCutShortResponses) return "cutShort";
  if (response.flags.includes("prompt_cut") && !protocol.showPromptCutResponses) return "promptCut";
  return null;
}

/** Each response left out is counted once. */
function countLeftOut(protocol: Protocol, prompts: DrawnPrompt[], byPlace: Map<string, DrawnResponse>): LeftOut {
  const counts = new Map<string, LeftOut[number]>();
  for (const prompt of prompts) {
    for (const model of protocol.models) {
      const reason = findReason(protocol, byPlace.get(placeOf(prompt.id, model)));
      if (!reason) continue;
      const key = placeOf(prompt.promptSet.id, model);
      const count = counts.get(key) ?? { promptSet: prompt.promptSet.name, model, ...NONE };
      counts.set(key, { ...count, [reason]: (count[reason] ?? 0) + 1 });
    }
  }
  return [...counts.values()];
}

const NONE: Record<Reason, number> = { missing: 0, empty: 0, selfNaming: 0, cutShort: 0, repeated: 0, promptCut: 0 };

// a model's name may hold any character, so the id, which has one length, stands first
function placeOf(id: string, model: string): string {
  return `${id} ${model}`;
}

/** Why there is nothing to compare, and the mend. */
export function explainNothingDrawn(leftOut: LeftOut): string {
  const reasons = leftOut.map((left) => `${left.model} on ${left.promptSet}: ${describeLeftOut(left)}`);
  const mend = "Import responses of these models to these prompts, or choose sets that they answered.";
  return `There is nothing to compare: no prompt has a response by both models of a pair. ${reasons.join("; ")}. ${mend}`;
}

const WORDS: [Reason, string][] = [
  ["missing", "missing"],
  ["empty", "empty"],
  ["selfNaming", "that give the model away"],
  ["repeated", "that say one thing over and over"],
  ["cutShort", "cut short"],
  ["promptCut", "to a prompt that was cut"],
];

/** 2 missing, 1 cut short */
export function describeLeftOut(left: LeftOut[number]): string {
  return WORDS.flatMap(([reason, words]) => ((left[reason] ?? 0) > 0 ? [`${left[reason]} ${words}`] : [])).join(", ");
}
