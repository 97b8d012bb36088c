import type { PaperFacts } from "@/lib/exports/paper/paper-facts";
import { describeWidths } from "@/lib/exports/paper/results-tables";
import { counted, writeCoefficient, writeDate, writePercent } from "@/lib/exports/paper/write-figures";
import { describeAmendment } from "@/lib/studies/amendment-schema";
import { RULE_WORDS } from "@/lib/studies/describe-session";
import { formatAmount, toHourlyMicros } from "@/lib/studies/session-pay";

const WAYS: Record<string, string> = {
  link: "by an open link",
  account: "with an account",
  prolific: "through Prolific",
  mturk: "through Amazon Mechanical Turk",
  url: "through a panel",
  import: "from an imported file",
};

/**
 * A paragraph for a paper's methods section, as Markdown. Every number in it is one of the facts; what the study did not
 * record is not said.
 */
export function writeMethods(facts: PaperFacts): string {
  const paragraphs = [
    [...describeDesign(facts), ...describeRaters(facts)],
    [...describeVotes(facts), ...describeAnalysis(facts)],
    describeRecord(facts),
  ];
  return `${paragraphs.map((sentences) => sentences.filter(Boolean).join(" ")).join("\n\n")}\n`;
}

function describeDesign({ protocol, sets, models, results }: PaperFacts): string[] {
  const sources = sets.map(({ name, prompts }) => `${name} (${counted(prompts, "prompt")})`).join(" and ");
  const compared = new Set(results.analysis.pairs.map(({ model, opponent }) => [model, opponent].sort().join("\n")))
    .size;
  const opening = `We compared ${models.map(({ name }) => name).join(", ")} in ${counted(compared, "pair")} on ${sources}.`;
  if (!protocol) return [opening, "The votes were given elsewhere and imported."];
  const choices = protocol.choices.map((choice) => CHOICE_WORDS[choice]).join(", ");
  const frozen = protocol.frozen;
  return [
    opening,
    `Raters saw a prompt and two responses without names, whose order was drawn at random, balanced and recorded, and were asked: “${protocol.question}” They chose among: ${choices}, or said that they could not judge.`,
    protocol.criteria.length > 0 ? `What to weigh: ${protocol.criteria.join("; ")}.` : "",
    `Each comparison was to have ${counted(protocol.votesPerComparison, "vote")}${protocol.oncePerPrompt ? ", and a rater met a prompt once" : ""}.`,
    frozen ? `${counted(frozen.comparisons, "comparison")} ${frozen.comparisons === 1 ? "was" : "were"} drawn.` : "",
    frozen ? describeLeftOut(frozen.leftOut) : "",
  ];
}

const CHOICE_WORDS = { first: "the first", second: "the second", tie: "equally good", both_bad: "both bad" } as const;

type LeftOut = NonNullable<NonNullable<PaperFacts["protocol"]>["frozen"]>["leftOut"];

function describeLeftOut(leftOut: LeftOut): string {
  const sum = (key: keyof LeftOut[number]) => leftOut.reduce((total, row) => total + (Number(row[key]) || 0), 0);
  const parts = (
    [
      ["missing", "missing"],
      ["empty", "empty"],
      ["selfNaming", "naming their own model"],
      ["cutShort", "cut short"],
      ["repeated", "repeating themselves"],
      ["promptCut", "to a prompt that was cut"],
    ] as const
  ).flatMap(([key, words]) => (sum(key) > 0 ? [`${sum(key)} ${words}`] : []));
  return parts.length === 0 ? "No response was left out." : `Responses left out: ${parts.join(", ")}.`;
}

function describeRaters({ raters, protocol, results }: PaperFacts): string[] {
  const ways = raters.byWay.map(({ way, raters: number }) => `${number} ${WAYS[way] ?? way}`).join(", ");
  const languages = raters.byLanguage.length > 1 || raters.byLanguage[0]?.language !== "en" ? raters.byLanguage : [];
  const pay = protocol?.session?.pay;
  const { exclusions } = results.analysis.quality;
  const rules = exclusions.byRule.map(
    ({ rule, raters: number }) => `${rule === "by_hand" ? "by hand" : RULE_WORDS[rule].name.toLowerCase()}: ${number}`,
  );
  return [
    `${counted(raters.voted, "rater")} voted (${ways || "none"})${period(raters)}.`,
    languages.length > 0
      ? `Languages: ${languages.map(({ language, raters: number }) => `${language} ${number}`).join(", ")}.`
      : "",
    raters.screenedOut > 0 ? `${raters.screenedOut} failed the comprehension check twice and rated nothing.` : "",
    raters.failedChecks > 0 ? `The session of ${raters.failedChecks} ended at failed attention checks.` : "",
    raters.withdrawn > 0
      ? `${counted(raters.withdrawn, "rater")} withdrew, and ${raters.withdrawn === 1 ? "is" : "are"} in no figure.`
      : "",
    pay
      ? `A session paid ${formatAmount(pay.amountMicros, pay.currency)} for an estimated ${pay.minutes} minutes (${formatAmount(toHourlyMicros(pay), pay.currency)} an hour).`
      : "",
    raters.medianSessionMs === null
      ? ""
      : `The median time from the first pair to the last vote was ${(raters.medianSessionMs / 60_000).toFixed(1)} minutes.`,
    exclusions.raters === 0
      ? "No rater was excluded."
      : `${counted(exclusions.raters, "rater")} with ${counted(exclusions.votes, "vote")} ${exclusions.raters === 1 ? "was" : "were"} excluded (${rules.join("; ")}).`,
  ];
}

function period({ firstAt, lastAt }: PaperFacts["raters"]): string {
  if (!firstAt || !lastAt) return "";
  const [from, to] = [writeDate(firstAt), writeDate(lastAt)];
  return from === to ? ` on ${from}` : ` from ${from} to ${to}`;
}

function describeVotes({ results }: PaperFacts): string[] {
  const cannotJudge = results.matrix.reduce((sum, row) => sum + row.cannotJudge, 0);
  const { quality } = results.analysis;
  const alpha = quality.agreement.find(({ measure }) => measure === "krippendorff_nominal")?.withTies;
  const { firstRate } = quality.sideBias;
  return [
    `The results rest on ${counted(results.votes, "vote")} by ${counted(results.raters, "rater")} on ${counted(results.prompts, "prompt")}; ${counted(cannotJudge, "further answer")} said that the pair could not be judged.`,
    alpha?.ok
      ? `Krippendorff’s alpha (nominal, ties counted) was ${writeCoefficient(alpha)} over ${counted(quality.sharedUnits, "comparison")} with two votes or more.`
      : "",
    firstRate.ok ? `Of the votes that chose a side, ${writePercent(firstRate.value.value)}% chose the first.` : "",
  ];
}

function describeAnalysis({ results, protocol }: PaperFacts): string[] {
  const { methods, pairs } = results.analysis;
  const primary = protocol?.analysis?.primaryContrast;
  const widths = describeWidths(pairs);
  return [
    primary ? `The primary contrast, declared beforehand, is ${primary.join(" against ")}.` : "",
    methods.difference ?? "",
    methods.test ?? "",
    methods.equivalence ?? "",
    widths ? `The intervals of the differences have ${widths}.` : "",
  ];
}

function describeRecord({ results, amendments, closedAt, openedAt }: PaperFacts): string[] {
  return [
    results.protocolHash
      ? `The protocol was frozen${openedAt ? ` on ${writeDate(openedAt)}` : ""} with SHA-256 ${results.protocolHash}.`
      : "",
    amendments.length === 0
      ? ""
      : `It was amended ${amendments.length === 1 ? "once" : `${amendments.length} times`}: ${amendments.map((amendment) => `(${amendment.number}, ${amendment.at.slice(0, 10)}) ${describeAmendment(amendment)} Reason: ${amendment.reason.replace(/\.?$/, ".")}`).join(" ")}`,
    results.stopped ? results.stopped.sentence : "",
    closedAt ? `The study closed on ${writeDate(closedAt)}.` : "The study was still open when this was written.",
    "Comparisons, assignment and statistics: Eucalypt.",
  ];
}
