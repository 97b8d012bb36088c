import { toRaterAsks } from "@/lib/studies/asks-schema";
import type { AnalysisPlan, OfferedChoice, Protocol } from "@/lib/studies/schema";

/** What the results are about, and what a tie is in a win rate. */
export const ESTIMAND_WORDS: Record<AnalysisPlan["estimand"], string> = {
  prompts_like_these: "Prompts like these",
  these_prompts: "These prompts only",
};

export const AGGREGATION_WORDS: Record<AnalysisPlan["aggregation"], string> = {
  votes: "Each vote",
  prompts: "Each prompt",
  majority: "Each comparison’s majority",
};

export const TIE_RULE_WORDS: Record<AnalysisPlan["tieRule"], string> = {
  half: "A tie is half a win",
  dropped: "Ties are left out",
  better_or_tied: "A tie is a win",
};

type Policy = NonNullable<Protocol["assignment"]>["policy"];

export const POLICY_WORDS: Record<Policy, string> = {
  fewest_first: "Fewest votes first: all comparisons alike",
  active: "Active: more votes to the pair whose interval is widest",
  stratified: "Stratified: categories of prompts alike",
};

const CHOICE_WORDS: Record<OfferedChoice, string> = {
  first: "A is better",
  second: "B is better",
  tie: "equally good",
  both_bad: "both bad",
};

/** "A is better, B is better, equally good, cannot judge" */
export function describeChoices(choices: OfferedChoice[]): string {
  return [...choices.map((choice) => CHOICE_WORDS[choice]), "cannot judge"].join(", ");
}

/** "Active, at least 25% of an even share" */
export function describeAssignment({ policy, floor }: NonNullable<Protocol["assignment"]>): string {
  const [name = ""] = POLICY_WORDS[policy].split(":");
  return policy === "active" ? `${name}; each pair at least ${toHundredths(floor)}% of an even share` : name;
}

export function describeStopping({ halfWidth, mostRaters }: NonNullable<Protocol["stopping"]>): string {
  const rules = [
    halfWidth === null ? null : `every confidence sequence is within ${toHundredths(halfWidth)} points either way`,
    mostRaters === null ? null : `${mostRaters} raters are done`,
  ].filter((rule) => rule !== null);
  return rules.length === 0 ? "When every place is voted on" : `When ${rules.join(", or ")}`;
}

/** "At most 30 pairs, 45 minutes" */
export function describeCaps({ pairsPerRater, session }: Protocol): string {
  const caps = [
    pairsPerRater === null ? null : `${pairsPerRater} pairs`,
    session?.mostMinutes ? `${session.mostMinutes} minutes` : null,
    session?.mostShare ? `${toHundredths(session.mostShare)}% of all votes` : null,
  ].filter((cap) => cap !== null);
  return caps.length === 0 ? "As many pairs as there are" : `At most ${caps.join(", ")} each`;
}

export function describeMargin({ equivalenceMargin }: AnalysisPlan): string {
  return equivalenceMargin === null ? "none is declared" : `${toHundredths(equivalenceMargin)} points`;
}

/** "koala-13b against alpaca-13b" */
export function describeContrast({ primaryContrast }: AnalysisPlan): string {
  return primaryContrast ? primaryContrast.join(" against ") : "none is declared";
}

export function describePlan(plan: AnalysisPlan): string {
  const { estimand, aggregation, tieRule } = plan;
  return [
    ESTIMAND_WORDS[estimand],
    `${AGGREGATION_WORDS[aggregation].toLowerCase()} weighs the same`,
    TIE_RULE_WORDS[tieRule].toLowerCase(),
    `margin of equivalence: ${describeMargin(plan)}`,
    `primary contrast: ${describeContrast(plan)}`,
  ].join("; ");
}

/** A share as percent or points, without the digits that arithmetic leaves behind. */
export function toHundredths(share: number): number {
  return Number((100 * share).toFixed(4));
}

/** What is asked beside the choice, as label and text; empty: nothing is. */
export function describeAsks({ asks, session }: Protocol): [string, string][] {
  if (!asks) return [];
  const { strength, criteria, reason, flaws } = toRaterAsks(asks, session?.languages[0] ?? "en");
  const facts: [string, string | null][] = [
    ["Strength", strength === null ? null : `How much better, on ${strength} points`],
    ["Judged one by one", criteria.map(({ question }) => question).join("; ") || null],
    ["Reason", reason && describeReason(reason.minimum)],
    ["Flaws", flaws.map(({ label }) => label).join("; ") || null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

function describeReason(minimum: number): string {
  return `In the rater’s own words${minimum > 0 ? `, ${minimum} characters or more` : ", as long as they like"}`;
}
