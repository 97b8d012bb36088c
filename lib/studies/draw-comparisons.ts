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
      if (!first || !second || !mayShow(protocol, first) || !mayShow(protocol, second)) continue;
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

function mayShow(protocol: Protocol, response: DrawnResponse): boolean {
  if (response.isEmpty && !protocol.showEmptyResponses) return false;
  return !response.namesItself || protocol.showSelfNamingResponses;
}

/** Each response left out is counted once; an empty one cannot name itself. */
function countLeftOut(protocol: Protocol, prompts: DrawnPrompt[], byPlace: Map<string, DrawnResponse>): LeftOut {
  const counts = new Map<string, LeftOut[number]>();
  for (const prompt of prompts) {
    for (const model of protocol.models) {
      const response = byPlace.get(placeOf(prompt.id, model));
      if (response && mayShow(protocol, response)) continue;
      const key = placeOf(prompt.promptSet.id, model);
      const count = counts.get(key) ?? { promptSet: prompt.promptSet.name, model, missing: 0, empty: 0, selfNaming: 0 };
      if (!response) count.missing += 1;
      else if (response.isEmpty && !protocol.showEmptyResponses) count.empty += 1;
      else count.selfNaming += 1;
      counts.set(key, count);
    }
  }
  return [...counts.values()];
}

// a model's name may hold any character, so the id, which has one length, stands first
function placeOf(id: string, model: string): string {
  return `${id} ${model}`;
}

/** Why there is nothing to compare, and the mend. */
export function explainNothingDrawn(leftOut: LeftOut): string {
  const reasons = leftOut.map(({ promptSet, model, missing, empty, selfNaming }) => {
    const counts = [
      missing > 0 && `${missing} missing`,
      empty > 0 && `${empty} empty`,
      selfNaming > 0 && `${selfNaming} that give the model away`,
    ];
    return `${model} on ${promptSet}: ${counts.filter(Boolean).join(", ")}`;
  });
  const mend = "Import responses of these models to these prompts, or choose sets that they answered.";
  return `There is nothing to compare: no prompt has a response by both models of a pair. ${reasons.join("; ")}. ${mend}`;
}
