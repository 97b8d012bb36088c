import type { Protocol } from "@/lib/studies/schema";

type Policy = NonNullable<Protocol["assignment"]>["policy"];

export const POLICY_WORDS: Record<Policy, string> = {
  fewest_first: "Fewest votes first: all comparisons alike",
  active: "Active: more votes to the pair whose interval is widest",
  stratified: "Stratified: categories of prompts alike",
};

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

/** A share as percent or points, without the digits that arithmetic leaves behind. */
export function toHundredths(share: number): number {
  return Number((100 * share).toFixed(4));
}
