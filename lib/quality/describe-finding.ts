import { type Finding, RULE_NAMES } from "@/lib/quality/schema";

/** Of the anomaly score: measured by `npm run bench -- careless`. */
export const ANOMALY_FALSE_ALARMS =
  "In simulated studies it called 0.67% of steady raters unusual; by theory it calls 5% of them so at most.";

/** A reason of an exclusion: a rule's, in words, or the researcher's own. */
export function toRuleName(reason: string): string {
  return Object.entries(RULE_NAMES).find(([rule]) => rule === reason)?.[1] ?? reason;
}

/** A rule's evidence as a sentence: what was counted, and what would be usual. */
export function describeFinding({ rule, evidence }: Finding): string {
  const show = (name: string, digits = 0) => {
    const value = evidence[name];
    return typeof value === "number" ? toFigure(value, digits) : (value ?? "no figure");
  };
  switch (rule) {
    case "failed_checks":
      return `Failed ${show("failed")} of ${show("shown")} attention checks; ${show("allowed")} are too many.`;
    case "too_fast":
      if (evidence.z === undefined) return "Too few raters or times to say.";
      return `${show("secondsAVote", 1)} seconds a vote where ${show("usualSeconds", 1)} are usual: ${show("z", 1)} standard deviations, over ${show("raters")} raters.${evidence.oddsAgainst === undefined ? "" : ` Odds of ${show("oddsAgainst", 2)} to 1 that their votes do not depend on the texts.`}`;
    case "same_position":
      return `Chose the first ${show("first")} times and the second ${show("second")}: p ${show("p", 4)} of a fair coin.`;
    case "always_tie":
      return `Said that both are as good in ${show("ties")} of ${show("votes")} votes.`;
    case "contradictory":
      return `On repeats chose the same response ${show("same")} times and the other ${show("against")}: p ${show("p", 3)}.`;
    case "duplicate_person":
      return `${show("earlierInThisBrowser")} came by this browser before.`;
    case "unrelated":
      return `Odds of ${show("oddsAgainst", 1)} to 1, over ${show("votes")} votes, that they do not depend on the texts; ${show("named")} to 1 are wanted.`;
  }
}

function toFigure(value: number, digits: number): string {
  if (digits > 1 && value > 0 && value < 10 ** -digits) return `below ${(10 ** -digits).toFixed(digits)}`;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits });
}
