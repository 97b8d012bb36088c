import type { Interval } from "@/lib/stats/estimate";
import type { Purchase, StudyPlan } from "@/lib/stats/study-plan";

/** A p-value below it decides; that of a difference is adjusted for how many comparisons the study makes. */
export const SIGNIFICANCE = 0.05;

/** What is known of one comparison; null: it could not be computed. */
export type Evidence = {
  /** Better minus worse, −1 to 1, seen from one model. */
  difference: { value: number; interval: Interval } | null;
  /** Of no difference, two-sided, by Holm over the study's comparisons. */
  holmP: number | null;
  /** The declared margin, 0 to 1, and the larger of the two one-sided p-values. null: no margin was declared. */
  equivalence: { margin: number; p: number } | null;
  /** What the plan advises; null: there is no plan. */
  plan: Pick<StudyPlan, "next" | "bestBuy" | "floorHalfWidth" | "requiredVotes"> | null;
};

/** The finding, and the numbers that its sentence takes. */
export type Decision =
  | { kind: "preferred"; isFirst: boolean; value: number; interval: Interval; p: number }
  | { kind: "equivalent"; isDetectable: boolean; value: number; interval: Interval; margin: number; p: number }
  | {
      kind: "inconclusive";
      needs: Purchase | null;
      requiredVotes: number | null;
      value: number;
      interval: Interval;
      p: number;
    }
  | { kind: "exhausted"; floorHalfWidth: number; value: number; interval: Interval; p: number }
  | { kind: "none" };

/**
 * What may be said of one comparison. In this order:
 * 1. none: no difference, or no p-value, could be computed.
 * 2. equivalent: within the declared margin by two one-sided tests. It goes before preferred: where both hold there is
 *    a difference (`isDetectable`), and it is one that was declared too small to matter before anybody looked.
 * 3. preferred: p by Holm below 0.05.
 * 4. exhausted: the plan finds that on these prompts no votes and no raters would reach the aim.
 * 5. inconclusive, with what the next money should buy; the best buy also where the aim is reached without a finding.
 *
 * @throws {RangeError} a p-value outside 0 and 1.
 * Cost: O(1). Source: Holm (1979); Schuirmann (1987), two one-sided tests, each at 0.05.
 */
export function decideVerdict({ difference, holmP, equivalence, plan }: Evidence): Decision {
  for (const p of [holmP, equivalence?.p ?? null]) {
    if (p !== null && !(p >= 0 && p <= 1)) throw new RangeError(`A p-value is ${p}.`);
  }
  if (difference === null || holmP === null) return { kind: "none" };
  const { value, interval } = difference;
  const isDifferent = holmP < SIGNIFICANCE;
  if (equivalence && equivalence.p < SIGNIFICANCE) {
    return { kind: "equivalent", isDetectable: isDifferent, value, interval, ...equivalence };
  }
  if (isDifferent) return { kind: "preferred", isFirst: value > 0, value, interval, p: holmP };
  if (plan?.next === "nothing") {
    return { kind: "exhausted", floorHalfWidth: plan.floorHalfWidth, value, interval, p: holmP };
  }
  const needs = plan?.bestBuy ?? null;
  return { kind: "inconclusive", needs, requiredVotes: plan?.requiredVotes ?? null, value, interval, p: holmP };
}

/**
 * The widest half-width at which the comparison would be decided if the difference stayed as it is: narrower than the
 * difference itself, or so that the interval lies within the declared margin. An aim for a plan; 0: nothing would do.
 *
 * @param margin null: none was declared.
 * @throws {RangeError} a difference outside −1 and 1, or a margin outside 0 and 1.
 * @example findDecidingHalfWidth(0.01, 0.05) // 0.04
 */
export function findDecidingHalfWidth(difference: number, margin: number | null): number {
  if (!(Math.abs(difference) <= 1)) throw new RangeError(`The difference is ${difference}.`);
  if (margin !== null && !(margin > 0 && margin < 1)) throw new RangeError(`The margin is ${margin}.`);
  const size = Math.abs(difference);
  return Math.max(size, margin === null ? 0 : margin - size);
}
