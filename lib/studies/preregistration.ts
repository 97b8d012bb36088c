import type { Amendment } from "@/lib/studies/amendment-schema";
import { describeAmendment } from "@/lib/studies/amendment-schema";
import {
  AGGREGATION_WORDS,
  describeAsks,
  describeAssignment,
  describeCaps,
  describeChoices,
  describeContrast,
  describeMargin,
  describeStopping,
  ESTIMAND_WORDS,
  TIE_RULE_WORDS,
} from "@/lib/studies/describe-protocol";
import { describeSession, RULE_WORDS } from "@/lib/studies/describe-session";
import { describeLeftOut } from "@/lib/studies/draw-comparisons";
import { describeCost } from "@/lib/studies/estimate-cost";
import { type Protocol, USUAL_ANALYSIS } from "@/lib/studies/schema";
import { NO_STOPPING, USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";

type Fact = [label: string, text: string];

/** A text for raters as it was written: Markdown. */
export type WrittenText = { label: string; text: string };

export type PreregistrationSection = { title: string; facts: Fact[]; texts?: WrittenText[] };

/** A study's protocol as people read it: the same sections on a page, in Markdown and in a PDF. */
export type Preregistration = {
  title: string;
  /** State, hash, dates and address. */
  facts: Fact[];
  sections: PreregistrationSection[];
};

export type PreregisteredStudy = {
  name: string;
  protocol: Protocol;
  /** null: a draft, which has none yet. */
  protocolHash: string | null;
  openedAt: Date | null;
  /** Of the frozen protocol, whole; null: a draft. */
  address: string | null;
  /** As drawn at the freeze, or as they would be drawn now. */
  drawn: { comparisons: number; leftOut: NonNullable<Protocol["frozen"]>["leftOut"] };
  amendments: readonly Amendment[];
};

export function toPreregistration(study: PreregisteredStudy): Preregistration {
  const { protocol, amendments } = study;
  return {
    title: study.name,
    facts: describeState(study),
    sections: [
      { title: "What raters see", facts: listRaterFacts(protocol) },
      { title: "What is compared", facts: listComparedFacts(study) },
      { title: "How many votes", facts: listVoteFacts(study) },
      { title: "What it costs", facts: describeCost(protocol, study.drawn.comparisons) },
      { title: "Analysis plan", facts: listPlanFacts(protocol) },
      { title: "What is left out", facts: listExclusionFacts(study) },
      { title: "When it stops", facts: [["The study closes", describeStopping(protocol.stopping ?? NO_STOPPING)]] },
      { title: "A rater’s session", facts: listSessionFacts(protocol) },
      { title: "Amendments", facts: listAmendmentFacts(amendments) },
      { title: "What raters read", facts: [], texts: listTexts(protocol) },
    ],
  };
}

function describeState({ protocol, protocolHash, openedAt, address }: PreregisteredStudy): Fact[] {
  const template: Fact = ["Template", protocol.template];
  if (!protocolHash || !openedAt) return [["State", "A draft: nothing is frozen yet"], template];
  return [
    ["State", `Frozen on ${formatMoment(openedAt)}, before the first vote`],
    ["SHA-256 of the protocol in canonical JSON (RFC 8785)", protocolHash],
    ...(address ? ([["Permanent address", address]] satisfies Fact[]) : []),
    template,
  ];
}

/** "2026-12-01 09:30 UTC" */
export function formatMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function listRaterFacts(protocol: Protocol): Fact[] {
  const { raterTitle, question, choices, criteria } = protocol;
  return [
    ["Title", raterTitle],
    ["Question", question],
    ["Choices", describeChoices(choices)],
    ["To be weighed", criteria.join(", ") || "Nothing is named"],
    ...describeAsks(protocol),
    ["Models’ names", "Never shown; which response stands first is drawn at random"],
  ];
}

function listTexts({ instructions, consent }: Protocol): WrittenText[] {
  return [
    { label: "Instructions", text: instructions },
    { label: `Consent, version ${consent.version}`, text: consent.text },
  ];
}

function listComparedFacts({ protocol, protocolHash, drawn }: PreregisteredStudy): Fact[] {
  const { promptSets, models, reference, pairs } = protocol;
  return [
    ["Prompt sets", promptSets.map(describeSet).join("; ") || "None yet"],
    ["Models", models.join(", ") || "None yet"],
    ["Reference", reference ?? "None"],
    [`Pairs (${pairs.length})`, pairs.map((pair) => pair.join(" against ")).join("; ") || "None yet"],
    ["Comparisons", `${count(drawn.comparisons)}${protocolHash ? "" : ", as the responses are now"}`],
    ...(protocol.frozen
      ? ([["SHA-256 over every comparison", protocol.frozen.comparisonsDigest]] satisfies Fact[])
      : []),
  ];
}

function describeSet({ name, version, digest }: Protocol["promptSets"][number]): string {
  return `${name}, version ${version} (SHA-256 ${digest})`;
}

function listVoteFacts({ protocol, drawn }: PreregisteredStudy): Fact[] {
  const { votesPerComparison, oncePerPrompt, leaseMinutes, breakEvery } = protocol;
  return [
    ["Votes per comparison", count(votesPerComparison)],
    ["Votes in all", count(drawn.comparisons * votesPerComparison)],
    ["One rater", `${describeCaps(protocol)}${oncePerPrompt ? "; each prompt once" : ""}`],
    ["The next pair", describeAssignment(protocol.assignment ?? USUAL_ASSIGNMENT)],
    ["An unanswered pair", `Goes to another rater after ${count(leaseMinutes)} minutes`],
    ["Reminder to rest", breakEvery === null ? "None" : `After every ${count(breakEvery)} pairs`],
  ];
}

function listPlanFacts({ analysis: plan = USUAL_ANALYSIS }: Protocol): Fact[] {
  return [
    ["Primary contrast", toSentence(describeContrast(plan))],
    ["The results are about", ESTIMAND_WORDS[plan.estimand]],
    ["What weighs the same", AGGREGATION_WORDS[plan.aggregation]],
    ["In a win rate", TIE_RULE_WORDS[plan.tieRule]],
    ["Differences too small to matter", toSentence(describeMargin(plan))],
  ];
}

function toSentence(words: string): string {
  return words === "none is declared" ? "None is declared" : words;
}

const HELD_BACK = [
  ["showEmptyResponses", "that are empty"],
  ["showSelfNamingResponses", "that name their own model"],
  ["showCutShortResponses", "that were cut short by their token limit"],
  ["showRepeatedResponses", "that say one thing over and over"],
  ["showPromptCutResponses", "that answer a prompt that was cut"],
] as const;

function listExclusionFacts({ protocol, drawn }: PreregisteredStudy): Fact[] {
  const held = HELD_BACK.filter(([shows]) => !protocol[shows]).map(([, words]) => words);
  const rules = (protocol.exclusionRules ?? []).map((rule): Fact => {
    const { name, what } = RULE_WORDS[rule];
    return [name, what];
  });
  return [
    ["Responses held back", held.length > 0 ? `Those ${held.join("; ")}` : "None"],
    ...drawn.leftOut.map((left): Fact => [`${left.model} on ${left.promptSet}`, `Without ${describeLeftOut(left)}`]),
    ...(rules.length > 0 ? rules : ([["Raters", "Excluded by hand only, with a reason"]] satisfies Fact[])),
  ];
}

function listSessionFacts(protocol: Protocol): Fact[] {
  const told = new Set(["Excluded", "Pay"]);
  const facts = describeSession(protocol).filter(([label]) => !told.has(label));
  return facts.length > 0 ? facts : [["Session", "Raters consent and judge pairs; nothing else is asked of them"]];
}

function listAmendmentFacts(amendments: readonly Amendment[]): Fact[] {
  if (amendments.length === 0) return [["Amendments", "None"]];
  return amendments.map((amendment): Fact => {
    const { number, at, reason, hash } = amendment;
    const what = describeAmendment(amendment);
    return [`${number}, on ${formatMoment(new Date(at))}`, `${what} Reason: ${reason} SHA-256 ${hash}`];
  });
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
