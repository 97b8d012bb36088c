import { toBar } from "@/lib/results/analyse/bars";
import type { Contrast } from "@/lib/results/analyse/contrasts";
import { mapFigure, none, toEstimatedFigure, toFigure } from "@/lib/results/analyse/figure";
import { LEVEL, SEED } from "@/lib/results/analyse/settings";
import type { AnalysisOptions, Estimated, Figure, Fragility, PairAnalysis } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { countCannotJudge } from "@/lib/stats/cannot-judge";
import { bootstrapRate } from "@/lib/stats/cluster-bootstrap";
import { testEquivalence } from "@/lib/stats/equivalence";
import type { Interval } from "@/lib/stats/estimate";
import { countFewestToFlip } from "@/lib/stats/fragility";
import { adjustByHolm } from "@/lib/stats/holm";
import { estimateIndependently } from "@/lib/stats/independent-votes";
import { findLeaveOneOutRange } from "@/lib/stats/leave-one-out-influence";
import { estimateRate } from "@/lib/stats/pair-rates";
import type { PairRate } from "@/lib/stats/pair-scores";
import { gatherPairVotes, type PairVotes } from "@/lib/stats/pair-votes";
import { testValue } from "@/lib/stats/students-t";

/** Rounds of the bootstrap that stands beside an interval; of many votes fewer, and of very many none. */
const ROUNDS = { most: 999, fewest: 199 };
/** Ballots × rounds that all bootstraps of a study may cost together: half a second. */
const MOST_DRAWN = 2e7;

export type Difference = { contrast: Contrast; votes: Figure<PairVotes>; difference: Figure<Estimated> };
export type Tested = Difference & { p: Figure<number>; holmP: Figure<number> };
/** All of a pair but its verdict, which a plan has a say in. */
export type PairFigures = Omit<PairAnalysis, "verdict">;

/**
 * The differences of all of a study's contrasts, with their p-values adjusted by Holm over all of them: those that cannot
 * be tested count as tests that found nothing.
 */
export function testContrasts(contrasts: readonly Contrast[], options: AnalysisOptions): Tested[] {
  const differences = contrasts.map((contrast): Difference => {
    const votes = toFigure(() => gatherPairVotes(contrast.table, contrast.focus));
    return { contrast, votes, difference: estimate(votes, "difference", options) };
  });
  const ps = differences.map(({ difference }) => mapFigure(difference, (value) => testValue(toSpread(value), 0)));
  const adjusted = adjustByHolm(ps.map((p) => (p.ok ? p.value : 1)));
  return differences.map((difference, place) => {
    const p = ps[place] as Figure<number>;
    return { ...difference, p, holmP: mapFigure(p, () => adjusted[place] as number) };
  });
}

/** @param pairs how many are computed together: they share what the bootstraps may cost. */
export function describePair(tested: Tested, study: StudyVotes, options: AnalysisOptions, pairs: number): PairFigures {
  const { contrast, votes, difference, p, holmP } = tested;
  const margin = options.equivalenceMargin;
  const { whenFirst } = countCannotJudge(contrast.table, contrast.focus);
  return {
    ...toBar(contrast, study),
    promptSet: contrast.promptSet,
    betterShare: estimate(votes, "better", options),
    tiedShare: estimate(votes, "tied", options),
    worseShare: estimate(votes, "worse", options),
    betterOrTied: estimate(votes, "better_or_tied", options),
    winRate: estimate(votes, options.tieRule, options),
    difference,
    comparedIntervals: compareIntervals(votes, options, pairs),
    p,
    holmP,
    equivalenceP:
      margin === null
        ? none("No margin was declared.")
        : mapFigure(difference, (value) => testEquivalence(toSpread(value), margin)),
    fragility: toFigure(() => describeFragility(contrast)),
    cannotJudgeWhenFirst: { model: whenFirst.focus, opponent: whenFirst.opponent, unknown: whenFirst.unknown },
  };
}

function estimate(votes: Figure<PairVotes>, rate: PairRate, options: AnalysisOptions): Figure<Estimated> {
  if (!votes.ok) return votes;
  const { estimand, aggregation } = options;
  return toEstimatedFigure(() => estimateRate(votes.value, rate, { estimand, aggregation, level: LEVEL }));
}

/** As it was before JSON took its infinity away. */
function toSpread({ value, standardError, degreesOfFreedom }: Estimated) {
  return { value, standardError, degreesOfFreedom: degreesOfFreedom ?? Number.POSITIVE_INFINITY };
}

function compareIntervals(votes: Figure<PairVotes>, options: AnalysisOptions, pairs: number) {
  const { estimand, aggregation: weighing } = options;
  const independent = mapFigure(votes, (of) => estimateIndependently(of, "difference", LEVEL).interval);
  const bootstrap = (): Figure<Interval> => {
    if (weighing === "majority") return none("Majorities are not drawn again: it weighs votes or prompts.");
    if (!votes.ok) return votes;
    const rounds = Math.min(ROUNDS.most, Math.floor(MOST_DRAWN / (votes.value.ballots * pairs)));
    if (rounds < ROUNDS.fewest) return none("There are too many votes to draw them again and again.");
    return toFigure(() =>
      bootstrapRate(votes.value, "difference", { estimand, weighing, level: LEVEL, rounds, seed: SEED }),
    );
  };
  return [
    { method: "independent_votes" as const, interval: independent },
    { method: "cluster_bootstrap" as const, interval: bootstrap() },
  ];
}

function describeFragility({ table, focus, other }: Contrast): Fragility {
  const sign = focus < other ? 1 : -1;
  const turn = ({ low, high }: { low: number; high: number }) =>
    sign === 1 ? { low, high } : { low: -high, high: -low };
  return {
    ...countFewestToFlip(table),
    withoutOneRater: turn(findLeaveOneOutRange(table, "rater")),
    withoutOnePrompt: turn(findLeaveOneOutRange(table, "prompt")),
  };
}
