import { useState } from "react";
import { isSamePair, type ModelPair, toPairs } from "@/lib/studies/pairs";
import type { Protocol } from "@/lib/studies/schema";

/** A pattern follows the models as they are chosen; pairs that were clicked stay as they are. */
export type PairPattern = "reference" | "all" | "chosen";

/** Which sets, models and pairs a study form stands at. */
export type Parts = {
  sets: string[];
  toggleSet: (name: string) => void;
  /** The reference first, as the matrix has it. */
  models: string[];
  toggleModel: (name: string) => void;
  /** "": none. */
  reference: string;
  setReference: (name: string) => void;
  pairs: ModelPair[];
  togglePair: (pair: ModelPair) => void;
  choosePairs: (pattern: PairPattern, pairs?: ModelPair[]) => void;
};

export function useParts(protocol: Protocol | null): Parts {
  const [sets, setSets] = useState(protocol?.promptSets.map(({ name }) => name) ?? []);
  const [chosenModels, setModels] = useState(protocol?.models ?? []);
  const [wished, setReference] = useState(protocol?.reference ?? "");
  const [pattern, setPattern] = useState<PairPattern>(toPattern(protocol));
  const [clicked, setClicked] = useState<ModelPair[]>(protocol?.pairs ?? []);
  const reference = chosenModels.includes(wished) ? wished : "";
  const models = reference === "" ? chosenModels : [reference, ...chosenModels.filter((name) => name !== reference)];
  const pairs =
    pattern === "chosen"
      ? clicked.filter((pair) => pair.every((name) => models.includes(name)))
      : toPairs(models, reference || null, pattern === "all");
  const choosePairs: Parts["choosePairs"] = (next, given = []) => {
    setPattern(next);
    setClicked(given);
  };
  return {
    ...{ sets, models, reference, setReference, pairs, choosePairs },
    toggleSet: (name) => setSets(toggle(sets, name)),
    toggleModel: (name) => setModels(toggle(chosenModels, name)),
    togglePair: (pair) => {
      const others = pairs.filter((other) => !isSamePair(other, pair));
      choosePairs("chosen", others.length < pairs.length ? others : [...pairs, pair]);
    },
  };
}

function toPattern(protocol: Protocol | null): PairPattern {
  if (!protocol || protocol.models.length < 2 || protocol.pairs.length === 0) return "reference";
  const { models, reference, pairs } = protocol;
  if (isSameList(pairs, toPairs(models, reference, false))) return "reference";
  return isSameList(pairs, toPairs(models, reference, true)) ? "all" : "chosen";
}

function isSameList(some: ModelPair[], others: ModelPair[]): boolean {
  return some.length === others.length && some.every((pair) => others.some((other) => isSamePair(pair, other)));
}

function toggle(names: string[], name: string): string[] {
  return names.includes(name) ? names.filter((other) => other !== name) : [...names, name];
}
