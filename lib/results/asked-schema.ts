import type { Estimated, Figure } from "@/lib/results/figure-schema";

/** What raters said beside the choice, of the votes that a reader chose. */
export type AskedResults = {
  /** In the study's order; `question` as in the protocol's first language. */
  criteria: { name: string; question: string }[];
  /** Points of the scale of strength; null: not asked. */
  points: number | null;
  flaws: { name: string; label: string }[];
  /** Each pair of the protocol on each of its prompt sets. */
  pairs: AskedPair[];
  /** By name: of how many judged responses each flaw was ticked. Empty where no flaws are asked. */
  models: AskedModel[];
};

export type AskedPair = {
  promptSet: string;
  model: string;
  opponent: string;
  criteria: AskedCriterion[];
  /** null: not asked. */
  strength: { better: MeanStrength; worse: MeanStrength } | null;
};

/** By one criterion, as seen from `model`. */
export type AskedCriterion = {
  name: string;
  better: number;
  tied: number;
  worse: number;
  votes: number;
  /** Better minus worse, a share: the same estimator as of the choice itself. */
  difference: Figure<Estimated>;
};

/** How much better, of the votes in which one model is better; from 1 to the scale's points. null: there are none. */
export type MeanStrength = { votes: number; mean: number | null };

export type AskedModel = { model: string; responses: number; ticked: Record<string, number> };
