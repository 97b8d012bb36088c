import { describeBlinding } from "@/lib/results/analyse/blinding";
import type { Contrast } from "@/lib/results/analyse/contrasts";
import { countDecisionTimes } from "@/lib/results/analyse/decision-times";
import { countExclusions } from "@/lib/results/analyse/exclusions";
import { none, toEstimated, toEstimatedFigure } from "@/lib/results/analyse/figure";
import { listRaterRows } from "@/lib/results/analyse/rater-rows";
import type { Scope } from "@/lib/results/analyse/scope";
import { LEVEL, SEED } from "@/lib/results/analyse/settings";
import type {
  AnalysisOptions,
  DataQuality,
  DividingPrompt,
  Estimated,
  Figure,
  SideBias,
} from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { describeAgreement, type EstimateOrReason } from "@/lib/stats/agreement";
import { type DividingUnit, listDividingUnits } from "@/lib/stats/dividing-prompts";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { estimateHumanModelAgreement } from "@/lib/stats/human-model-agreement";
import { describeSideBias, type SideBias as MeasuredBias } from "@/lib/stats/side-bias";
import { countSharedUnits, groupUnits } from "@/lib/stats/units";

/** Of the bootstrap of agreement, which 1,000 give to within 2%; of many votes fewer, as each round walks over all. */
const ROUNDS = { usual: 1_000, fewest: 200, votes: 10_000 };
const LEAST_DIVIDING_VOTES = 3;
const MOST_DIVIDING = 50;

export type QualityInput = {
  votes: StudyVotes;
  scope: Scope;
  options: AnalysisOptions;
  /** That are shown. */
  contrasts: readonly Contrast[];
  /** Of prompts by number, as they are written. */
  describePrompt(prompt: number): Pick<DividingPrompt, "promptId" | "externalId" | "promptSet">;
};

/** How far the votes can be trusted. */
export function describeQuality({ votes, scope, options, contrasts, describePrompt }: QualityInput): DataQuality {
  const { human, judges } = scope;
  const rounds = Math.round(
    Math.max(ROUNDS.fewest, ROUNDS.usual * Math.min(1, ROUNDS.votes / Math.max(1, human.cells))),
  );
  return {
    agreement: describeAgreement(human, { level: LEVEL, rounds, seed: SEED }).map((row) => ({
      measure: row.measure,
      withTies: toEstimatedOrReason(row.withTies),
      withoutTies: toEstimatedOrReason(row.withoutTies),
    })),
    sharedUnits: countSharedUnits(groupUnits(human, { ties: true })),
    sideBias: toSideBias(null, describeSideBias(human, null, LEVEL)),
    sideBiasByPair: contrasts
      .filter(({ table }) => table.cells > 0)
      .map(({ promptSet, model, opponent, table, focus }) =>
        toSideBias({ promptSet, model, opponent }, describeSideBias(table, focus, LEVEL)),
      ),
    raters: listRaterRows(votes, scope),
    dividingPrompts: listDividing(scope, contrasts, describePrompt),
    humanModelAgreement:
      judges.cells === 0
        ? null
        : toEstimatedFigure(() => estimateHumanModelAgreement(human, judges, { ties: true, level: LEVEL })),
    ...countDecisionTimes(votes, scope),
    blinding: describeBlinding(votes, options),
    exclusions: countExclusions(votes, scope),
  };
}

function toEstimatedOrReason(of: EstimateOrReason): Figure<Estimated> {
  return of instanceof NotIdentifiableError ? none(of.message) : { ok: true, value: toEstimated(of) };
}

function toSideBias(pair: SideBias["pair"], { votes, firstRate, p, adjustedDifference }: MeasuredBias): SideBias {
  return {
    ...{ pair, votes },
    firstRate: toEstimatedOrReason(firstRate),
    p: p instanceof NotIdentifiableError ? none(p.message) : { ok: true, value: p },
    adjustedDifference: toEstimatedOrReason(adjustedDifference),
  };
}

function listDividing(
  { human }: Scope,
  contrasts: readonly Contrast[],
  describePrompt: QualityInput["describePrompt"],
): DividingPrompt[] {
  const toKey = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`;
  const names = new Map(contrasts.map((contrast) => [toKey(contrast.focus, contrast.other), contrast]));
  const isDivided = ({ disagreement }: DividingUnit) => disagreement > 0;
  return listDividingUnits(human, LEAST_DIVIDING_VOTES)
    .filter(isDivided)
    .slice(0, MOST_DIVIDING)
    .map(({ prompt, turn, modelA, modelB, votes, disagreement }) => {
      const { model = "", opponent = "" } = names.get(toKey(modelA, modelB)) ?? {};
      return { ...describePrompt(prompt), model, opponent, turn: turn === 0 ? null : turn, votes, disagreement };
    });
}
