import type { Tested } from "@/lib/results/analyse/pairs";
import { type Planned, writeNeed } from "@/lib/results/analyse/plans";
import {
  startSentence,
  writeBetween,
  writeCounted,
  writePIs,
  writePoints,
  writePointsOf,
} from "@/lib/results/analyse/words";
import type { AnalysisOptions, Figure, PairAnalysis, Verdict } from "@/lib/results/analysis-schema";
import type { Interval } from "@/lib/stats/estimate";
import { type Decision, decideVerdict } from "@/lib/stats/verdict";

type Pair = Omit<PairAnalysis, "verdict">;

/** What the data say of one comparison: one of five findings, and the figures that it rests on. */
export function judgePair(tested: Tested, pair: Pair, plan: Figure<Planned>, options: AnalysisOptions): Decision {
  const margin = options.equivalenceMargin;
  return decideVerdict({
    difference: tested.difference.ok ? tested.difference.value : null,
    holmP: tested.holmP.ok ? tested.holmP.value : null,
    equivalence: margin !== null && pair.equivalenceP.ok ? { margin, p: pair.equivalenceP.value } : null,
    plan: plan.ok ? plan.value : null,
  });
}

type Told = { decision: Decision; pair: Pair; plan: Figure<Planned>; contrasts: number; options: AnalysisOptions };

/** @param told contrasts: how many the study makes, over which p-values are adjusted. */
export function writeVerdict({ decision, pair, plan, contrasts, options }: Told): Verdict {
  const tell = (finding: string, figures: string, needs: Verdict["needs"] = null): Verdict => ({
    kind: decision.kind,
    ...{ finding, figures, needs },
  });
  switch (decision.kind) {
    case "preferred": {
      const winner = decision.isFirst ? pair.model : pair.opponent;
      return tell(`${winner} is preferred.`, writePreference(pair, decision, options));
    }
    case "equivalent": {
      const within = `The difference is ${writeDifference(decision)}; the declared margin is ${writePointsOf(decision.margin)}.`;
      const small = decision.isDetectable ? " It is not chance, and too small to matter." : "";
      return tell("Equivalent within the declared margin.", within + small);
    }
    case "exhausted": {
      const floor = `More votes on these prompts cannot bring the interval within ${writePointsOf(decision.floorHalfWidth)} either way.`;
      return tell("Nothing more on this set will tell.", `The difference is ${writeDifference(decision)}. ${floor}`);
    }
    case "inconclusive": {
      const need = writeNeed(decision.needs, plan.ok ? plan.value : null);
      return tell("Inconclusive.", `${writeChance(decision, contrasts)} ${need}`, decision.needs ?? "votes");
    }
    case "none":
      return tell(`Cannot be estimated, because ${toBecause(findReason(pair))}`, "");
  }
}

function writePreference(pair: Pair, decision: Decision & { kind: "preferred" }, options: AnalysisOptions): string {
  const { value, interval, isFirst } = decision;
  const difference = isFirst ? { value, interval } : { value: -value, interval: turn(interval) };
  const end = `a difference of ${writeDifference(difference)}.`;
  if (!pair.betterShare.ok || !pair.worseShare.ok) return startSentence(end);
  const [better, worse] = [pair.betterShare, pair.worseShare].map(({ value: share }) => `${writePoints(share.value)}%`);
  if (isFirst) return `Better in ${better} of ${COUNTED[options.aggregation]}, worse in ${worse}: ${end}`;
  return `${pair.model} is better in ${better} of ${COUNTED[options.aggregation]}, worse in ${worse}: ${end}`;
}

const COUNTED: Record<AnalysisOptions["aggregation"], string> = {
  votes: "votes",
  prompts: "votes, each prompt weighing the same",
  majority: "comparisons by majority",
};

function writeDifference({ value, interval }: { value: number; interval: Interval }): string {
  return `${writePointsOf(value)}, ${writeBetween(interval)}`;
}

function writeChance({ value, interval, p }: Decision & { kind: "inconclusive" }, contrasts: number): string {
  const gap = `The difference is ${writeDifference({ value, interval })}`;
  const isClear = interval.low > 0 || interval.high < 0;
  // the interval is of one comparison, and the verdict allows for all of them
  if (isClear && contrasts > 1) {
    return `${gap}, and could be chance among ${writeCounted(contrasts, "comparison")} (Holm ${writePIs(p)}).`;
  }
  return `${gap}.`;
}

function turn({ low, high, level }: Interval): Interval {
  return { low: -high, high: -low, level };
}

function findReason({ difference, reason }: Pair): string {
  return reason ?? (difference.ok ? "the figures allow no test." : difference.reason);
}

/** "There are no votes on this pair yet." → "there are no votes on this pair yet." */
function toBecause(sentence: string): string {
  const first = sentence.split(" ")[0] ?? "";
  // a name keeps its capitals
  const isWord = /^[A-Z][a-z]*,?$/.test(first);
  return isWord ? sentence.slice(0, 1).toLowerCase() + sentence.slice(1) : sentence;
}
