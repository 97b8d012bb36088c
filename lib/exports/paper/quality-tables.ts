import type { PaperFacts } from "@/lib/exports/paper/paper-facts";
import { writeCoefficient, writePercent } from "@/lib/exports/paper/write-figures";
import type { AGREEMENT_MEASURES } from "@/lib/results/analysis-schema";
import { describeAmendment } from "@/lib/studies/amendment-schema";
import { RULE_WORDS } from "@/lib/studies/describe-session";

const MEASURES: Record<(typeof AGREEMENT_MEASURES)[number], string> = {
  raw: "Raw agreement",
  krippendorff_nominal: "Krippendorff's alpha, nominal",
  krippendorff_ordinal: "Krippendorff's alpha, ordinal",
  fleiss: "Fleiss' kappa",
  gwet_ac1: "Gwet's AC1",
  leave_one_out: "A rater with the majority of the others",
};

/** Agreement, sides, exclusions and what was left out, as Markdown. */
export function writeQuality({ results, amendments, raters }: PaperFacts): string {
  const { quality, methods } = results.analysis;
  const { exclusions, sideBias } = quality;
  return [
    "# Agreement",
    "",
    `${quality.sharedUnits} comparisons have two votes or more. ${methods.agreement ?? ""}`,
    "",
    "| measure | ties counted | ties left out |",
    "|---|---:|---:|",
    ...quality.agreement.map(
      ({ measure, withTies, withoutTies }) =>
        `| ${MEASURES[measure]} | ${writeCoefficient(withTies)} | ${writeCoefficient(withoutTies)} |`,
    ),
    "",
    "# Sides",
    "",
    sideBias.firstRate.ok
      ? `The first was chosen in ${writePercent(sideBias.firstRate.value.value)}% of the votes that chose a side (95%: ${writePercent(sideBias.firstRate.value.interval.low)} to ${writePercent(sideBias.firstRate.value.interval.high)}). ${methods.sideBias ?? ""}`
      : sideBias.firstRate.reason,
    "",
    "# Exclusions",
    "",
    `${exclusions.raters} raters with ${exclusions.votes} votes are left out; the rows are in votes.csv with \`excluded\` = \`true\`. ${raters.withdrawn} raters withdrew, and their votes are in no file.`,
    "",
    ...(exclusions.byRule.length === 0 ? [] : ["| rule | raters | votes |", "|---|---:|---:|"]),
    ...exclusions.byRule.map(
      ({ rule, raters: number, votes }) =>
        `| ${rule === "by_hand" ? "By a researcher's decision" : RULE_WORDS[rule].name} | ${number} | ${votes} |`,
    ),
    "",
    "# Amendments",
    "",
    ...(amendments.length === 0 ? ["None."] : []),
    ...amendments.map(
      (amendment) =>
        `${amendment.number}. ${amendment.at}: ${describeAmendment(amendment)} Reason: ${amendment.reason} (SHA-256 ${amendment.hash})`,
    ),
    "",
  ].join("\n");
}
