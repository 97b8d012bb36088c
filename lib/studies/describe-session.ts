import type { Protocol } from "@/lib/studies/schema";
import { formatAmount, toHourlyMicros } from "@/lib/studies/session-pay";
import { type ExclusionRule, type Language, pickText, type SessionDesign } from "@/lib/studies/session-schema";

export const LANGUAGE_WORDS: Record<Language, string> = { en: "English", es: "Spanish", ar: "Arabic" };

/**
 * What each rule names, and how often it named honest raters: 16,000 simulated ones, some of them noisy, over real pairs
 * (`npm run bench -- careless`). Where it says nothing of that, that simulation does not measure the rule.
 */
export const RULE_WORDS: Record<ExclusionRule, { name: string; what: string }> = {
  failed_checks: {
    name: "Failed attention checks",
    what: "As many attention checks answered otherwise than they ask as you allow below. Who reads them fails none but by a slip.",
  },
  too_fast: {
    name: "Too fast",
    what: "Time a vote 3 standard deviations below the mean of all raters, on the log scale, and votes that look no more read than not; at 5, time alone. From 10 finished raters on. In simulated studies it named none of 16,000 honest raters.",
  },
  same_position: {
    name: "Always the same side",
    what: "95% or more of 12 votes or more on one side, ties left out. In simulated studies it named none of 16,000 honest raters.",
  },
  always_tie: {
    name: "Always a tie",
    what: "90% or more ties in 12 votes or more. In simulated studies, with ties as in MT-Bench, it named none of 16,000 honest raters; choose it only where ties are not what you expect.",
  },
  contradictory: {
    name: "Contradicts themselves on repeats",
    what: "The other response preferred the second time on most of 5 repeats or more: at most 1 in 20 of raters who choose by a coin, and far fewer of those who read. It needs a share of repeats.",
  },
  duplicate_person: {
    name: "The same person twice",
    what: "A second rater from one browser. Two people who share a computer are named too.",
  },
  unrelated: {
    name: "Votes that have nothing to do with the texts",
    what: "On gold, on repeats and where others voted, 20 times likelier by the rater's own habit than by reading. By theory it names at most 1 honest rater in 20, however noisy; in simulated studies it named none of 16,000.",
  },
};

/**
 * Pairs of one session by what they are. Shares are of all pairs shown; gold and checks take the place of main pairs.
 *
 * @param pairs of one rater, as planned.
 */
export function countPairs(
  { goldShare, attentionShare, repeatShare }: Pick<SessionDesign, "goldShare" | "attentionShare" | "repeatShare">,
  pairs: number,
): { gold: number; attention: number; repeats: number; main: number } {
  const gold = Math.round(goldShare * pairs);
  const attention = Math.round(attentionShare * pairs);
  const repeats = Math.round(repeatShare * pairs);
  return { gold, attention, repeats, main: Math.max(0, pairs - gold - attention - repeats) };
}

/** All of a session's design in words, as label and text; empty: the study has no session. */
export function describeSession({ session, exclusionRules }: Protocol): [string, string][] {
  const rules = describeRules(exclusionRules ?? []);
  if (!session) return exclusionRules ? [rules] : [];
  return [
    ["Languages", session.languages.map((language) => LANGUAGE_WORDS[language]).join(", ")],
    ...describeAbout(session),
    ["Demographics", session.demographics.map(describeColumn).join("; ") || "Not asked"],
    ["Comprehension", describeComprehension(session)],
    ["Practice", session.practice.map(describePractice).join("; ") || "None"],
    ["Attention checks", describeAttention(session)],
    [
      "Gold pairs",
      session.goldSets.length === 0
        ? "None"
        : `${toPercent(session.goldShare)} of the pairs, from ${session.goldSets.map(({ name, version }) => `${name} (version ${version})`).join(", ")}`,
    ],
    ["Repeats", session.repeatShare === 0 ? "None" : `${toPercent(session.repeatShare)} of the pairs, sides swapped`],
    ["At the end", describeEnd(session)],
    ["Pay", describePay(session.pay)],
    ["One rater at most", describeMost(session)],
    rules,
  ];
}

function describeAbout({ about, languages }: SessionDesign): [string, string][] {
  if (!about) return [["Who asks", "Not said"]];
  return [
    ["Who asks", `${about.organisation}; ${about.contact}`],
    ["Purpose", pickText(about.purpose, languages[0] ?? "en")],
    ["Ethics", about.ethics || "No board named"],
    ["Answers are kept", about.keptUntil ? `until ${about.keptUntil}` : "No end declared"],
  ];
}

function describeColumn({ name, label, choices }: SessionDesign["demographics"][number]): string {
  const answers = choices ? choices.map(({ value }) => value).join(", ") : "a short text";
  return `${name}: ${pickText(label, "en")} (${answers})`;
}

function describeComprehension({ comprehension }: SessionDesign): string {
  if (comprehension.length === 0) return "None";
  const questions = comprehension.map(
    ({ question, choices, correct }) =>
      `${pickText(question, "en")} (right: ${pickText(choices[correct] ?? {}, "en")})`,
  );
  return `${questions.join("; ")}. Two attempts; failing both ends the session and never justifies a rejection`;
}

function describePractice({ prompt, better }: SessionDesign["practice"][number]): string {
  return `${prompt} (${better === "tie" ? "equally good" : `the ${better} is better`})`;
}

function describeAttention({ attention, attentionShare, attentionFailures }: SessionDesign): string {
  if (attention.length === 0) return "None";
  const checks = attention.map(({ prompt, expected }) => `${prompt} (the ${expected})`).join("; ");
  return `${toPercent(attentionShare)} of the pairs; the session ends at ${attentionFailures} failed: ${checks}`;
}

function describeEnd({ asksBlindness, asksFeedback }: SessionDesign): string {
  const asked = [asksBlindness && "which models they think these were", asksFeedback && "feedback"].filter(Boolean);
  return asked.length === 0 ? "Nothing is asked" : `Asked: ${asked.join(", and ")}`;
}

function describePay(pay: SessionDesign["pay"]): string {
  if (!pay) return "Not paid";
  const { amountMicros, currency, minutes, floorMicros } = pay;
  const hourly = formatAmount(toHourlyMicros(pay), currency);
  return `${formatAmount(amountMicros, currency)} for ${minutes} minutes: ${hourly} an hour; floor ${formatAmount(floorMicros, currency)}`;
}

function describeMost({ mostMinutes, mostShare }: SessionDesign): string {
  const most = [mostMinutes && `${mostMinutes} minutes`, mostShare && `${toPercent(mostShare)} of all votes`];
  return most.filter(Boolean).join(", ") || "No limit of minutes or share";
}

function describeRules(rules: ExclusionRule[]): [string, string] {
  return ["Excluded", rules.map((rule) => RULE_WORDS[rule].name).join("; ") || "By hand only"];
}

function toPercent(share: number): string {
  return `${Number((100 * share).toFixed(2))}%`;
}
