import type { PaperFacts } from "@/lib/exports/paper/paper-facts";
import { counted } from "@/lib/exports/paper/write-figures";
import { RULE_WORDS } from "@/lib/studies/describe-session";
import { formatAmount, toHourlyMicros } from "@/lib/studies/session-pay";

type Item = { question: string; answer: string | null };

const TO_FILL = "_Not recorded here: yours to answer._";

/** Checklists that venues ask for, filled in as far as the study recorded it. File name to Markdown. */
export function writeChecklists(facts: PaperFacts): Record<string, string> {
  const items = answer(facts);
  return {
    "acl-responsible-nlp-d.md": write("ACL Responsible NLP checklist, section D: human participants", [
      { question: "D1. Full text of instructions given to participants", answer: items.instructions },
      {
        question: "D2. How participants were recruited and paid, and whether the pay is adequate",
        answer: items.recruitment,
      },
      { question: "D3. Whether and how consent was obtained", answer: items.consent },
      { question: "D4. Approval or exemption by an ethics review board", answer: items.ethics },
      {
        question: "D5. Basic demographic and geographic characteristics of the participants",
        answer: items.demographics,
      },
    ]),
    "neurips-human-subjects.md": write("NeurIPS paper checklist: crowdsourcing and research with human subjects", [
      {
        question: "Full text of instructions, screenshots, and details about compensation",
        answer: join(items.instructions, items.pay),
      },
      {
        question: "Potential risks to participants, whether they were disclosed, and review board approval",
        answer: join(items.risks, items.ethics),
      },
      {
        question: "Wages paid, and whether they reach the minimum wage of the participants' country",
        answer: items.pay,
      },
    ]),
    "heds.md": write("Human Evaluation Datasheet (HEDS), in short", [
      { question: "System outputs: which systems, and how many outputs of each", answer: items.systems },
      {
        question: "Evaluators: number, type, how recruited and trained",
        answer: join(items.recruitment, items.training),
      },
      { question: "Quality assurance and exclusion", answer: items.quality },
      { question: "Form of the elicitation: what evaluators saw, and the response values", answer: items.elicitation },
      { question: "Criteria", answer: items.criteria },
      { question: "Number of judgements for each item, and their total", answer: items.judgements },
      { question: "Statistics: intervals, tests and agreement", answer: items.statistics },
      { question: "Ethics approval", answer: items.ethics },
      { question: "Personal data: what is kept, and until when", answer: items.retention },
    ]),
  };
}

function write(title: string, items: Item[]): string {
  return [
    `# ${title}`,
    "",
    "Filled in from the study's record; read it before you hand it in. What the study did not record is marked.",
    "",
    ...items.flatMap(({ question, answer: text }) => [`**${question}**`, "", text ?? TO_FILL, ""]),
  ].join("\n");
}

function join(...texts: (string | null)[]): string | null {
  const said = texts.filter((text) => text !== null);
  return said.length === 0 ? null : said.join(" ");
}

function answer(facts: PaperFacts) {
  const { protocol, raters, results, sets, models } = facts;
  const session = protocol?.session;
  const about = session?.about;
  const { exclusions, sharedUnits } = results.analysis.quality;
  const rules = protocol?.exclusionRules ?? [];
  return {
    instructions: protocol && `As frozen in the protocol:\n\n${quote(protocol.instructions)}`,
    recruitment: join(
      `${counted(raters.voted, "rater")} voted: ${raters.byWay.map(({ way, raters: number }) => `${number} by ${way}`).join(", ") || "none"}.`,
      pay(facts),
    ),
    pay: pay(facts),
    consent:
      protocol &&
      `${counted(raters.consented, "rater")} agreed to the consent text (version ${protocol.consent.version}) before anything was asked; each agreement has its version and time. The text:\n\n${quote(protocol.consent.text)}`,
    ethics: about?.ethics ? `Ethics board: ${about.ethics}.` : null,
    risks:
      protocol &&
      "Responses may be wrong or unpleasant; the consent text is quoted in the ACL checklist, and any pair could be skipped.",
    demographics:
      session && session.demographics.length > 0
        ? `Asked, and skippable: ${session.demographics.map(({ name }) => name).join(", ")}. Languages: ${languages(facts)}.`
        : raters.byLanguage.length > 0
          ? `Demographics were not asked. Languages: ${languages(facts)}.`
          : null,
    systems: `${models.map(({ name, provider }) => `${name} (${provider === "recorded" ? "imported responses" : `generated, ${provider}`})`).join(", ")} on ${sets.map(({ name, prompts }) => `${name}: ${counted(prompts, "prompt")}`).join(", ")}.`,
    training: session
      ? `Comprehension questions: ${session.comprehension.length}; practice pairs with feedback: ${session.practice.length}.`
      : protocol && "No training beyond the instructions.",
    quality: join(
      session
        ? `Attention checks ${100 * session.attentionShare}%, gold pairs ${100 * session.goldShare}% and repeats ${100 * session.repeatShare}% of the pairs.`
        : null,
      rules.length > 0
        ? `Declared rules of exclusion: ${rules.map((rule) => RULE_WORDS[rule].name.toLowerCase()).join("; ")}.`
        : null,
      `Excluded: ${counted(exclusions.raters, "rater")} with ${counted(exclusions.votes, "vote")}.`,
    ),
    elicitation:
      protocol &&
      `A prompt and two responses without names, in an order drawn at random and recorded. “${protocol.question}” Choices: ${protocol.choices.join(", ")}, cannot judge.`,
    criteria: protocol && protocol.criteria.length > 0 ? `${protocol.criteria.join("; ")}.` : null,
    judgements: `${protocol ? `${protocol.votesPerComparison} wanted for each comparison; ` : ""}${counted(results.votes, "vote")} counted.`,
    statistics: join(
      results.analysis.methods.difference ?? null,
      results.analysis.methods.test ?? null,
      `Agreement over ${counted(sharedUnits, "comparison")} with two votes or more: see quality.md.`,
    ),
    retention: about?.keptUntil
      ? `Raters appear under random names. Answers are kept until ${about.keptUntil}.`
      : "Raters appear under random names. No end of retention was declared.",
  };
}

function pay({ protocol, raters }: PaperFacts): string | null {
  const of = protocol?.session?.pay;
  if (!of) return protocol?.session ? "The study did not pay." : null;
  const time =
    raters.medianSessionMs === null
      ? ""
      : ` The median session took ${(raters.medianSessionMs / 60_000).toFixed(1)} minutes.`;
  return `${formatAmount(of.amountMicros, of.currency)} for a session of an estimated ${of.minutes} minutes: ${formatAmount(toHourlyMicros(of), of.currency)} an hour; the floor that the researchers set is ${formatAmount(of.floorMicros, of.currency)} an hour.${time}`;
}

function languages({ raters }: PaperFacts): string {
  return raters.byLanguage.map(({ language, raters: number }) => `${language} ${number}`).join(", ");
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}
