import { BRADLEY_TERRY } from "@/lib/stats/ranking/bradley-terry";
import { DAVIDSON } from "@/lib/stats/ranking/davidson";
import type { OutcomeModel } from "@/lib/stats/ranking/outcome-model";
import { RAO_KUPPER } from "@/lib/stats/ranking/rao-kupper";

/** How ties are understood. */
export const SCORE_MODELS = ["bradley_terry", "davidson", "rao_kupper"] as const;
export type ScoreModel = (typeof SCORE_MODELS)[number];

export const OUTCOME_MODELS: Record<ScoreModel, OutcomeModel> = {
  bradley_terry: BRADLEY_TERRY,
  davidson: DAVIDSON,
  rao_kupper: RAO_KUPPER,
};
