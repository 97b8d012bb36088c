import type { Protocol } from "@/lib/studies/schema";
import type { Language, SessionDesign, Texts } from "@/lib/studies/session-schema";

const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Spanish", ar: "Arabic" };
const SHORT_MINUTES = 5;

/** What is wrong with a session's design, as a sentence with the mend; null: nothing. */
export function findSessionProblem({ session }: Protocol): string | null {
  if (!session) return null;
  const { goldShare, attentionShare, repeatShare, goldSets, attention, attentionFailures, pay } = session;
  return (
    findMissingText(session) ??
    findWrongAnswer(session) ??
    (goldShare + attentionShare + repeatShare > 0.5
      ? "Gold pairs, attention checks and repeats together are more than half of the pairs. Lower their shares."
      : null) ??
    (goldShare > 0 && goldSets.length === 0
      ? "There is a share of gold pairs and no set of gold pairs. Choose a set, or set the share to 0."
      : null) ??
    (attentionShare > 0 && attention.length === 0
      ? "There is a share of attention checks and no attention check. Write one, or set the share to 0."
      : null) ??
    (pay && pay.minutes > SHORT_MINUTES && attentionFailures < 2
      ? "In a session of over five minutes two attention checks must be failed before anything follows. Allow 2 failures or more."
      : null)
  );
}

/** Every text that a rater reads, with where it stands. */
function listTexts(session: SessionDesign): [string, Texts][] {
  return [
    ...(session.about ? [["the purpose on the page about the study", session.about.purpose] as [string, Texts]] : []),
    ...session.demographics.flatMap(({ name, label, choices }): [string, Texts][] => [
      [`the question ${name}`, label],
      ...(choices ?? []).map((choice): [string, Texts] => [`the answer ${choice.value} of ${name}`, choice.label]),
    ]),
    ...session.comprehension.flatMap(({ question, choices }, index): [string, Texts][] => [
      [`comprehension question ${index + 1}`, question],
      ...choices.map((choice, at): [string, Texts] => [
        `answer ${at + 1} of comprehension question ${index + 1}`,
        choice,
      ]),
    ]),
    ...session.practice.map(({ explanation }, index): [string, Texts] => [
      `the explanation of practice pair ${index + 1}`,
      explanation,
    ]),
  ];
}

function findMissingText(session: SessionDesign): string | null {
  for (const [where, texts] of listTexts(session)) {
    const missing = session.languages.find((language) => !texts[language]);
    if (missing) return `There is no ${LANGUAGE_NAMES[missing]} text for ${where}. Write it, or take the language out.`;
  }
  const untranslated = session.languages.slice(1).find((language) => !session.translations[language]);
  return untranslated
    ? `The title, question, instructions and consent have no ${LANGUAGE_NAMES[untranslated]} text. Write them, or take the language out.`
    : null;
}

function findWrongAnswer({ comprehension, demographics, attention, practice }: SessionDesign): string | null {
  const at = comprehension.findIndex(({ choices, correct }) => correct >= choices.length);
  if (at !== -1)
    return `Comprehension question ${at + 1} has no answer ${comprehension[at]?.correct}. Answers count from 0.`;
  const names = demographics.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) return `The column ${twice} is asked twice. Give each question a column of its own.`;
  for (const [what, pairs] of [
    ["Attention check", attention],
    ["Practice pair", practice],
  ] as const) {
    const same = pairs.findIndex(({ first, second }) => first === second);
    if (same !== -1) return `${what} ${same + 1} has the same text on both sides. Write two.`;
  }
  return null;
}

/** What of the session's texts a rater reads, in every language, by where it stands: for the search for models' names. */
export function listSessionTexts({ session }: Pick<Protocol, "session">): Record<string, string> {
  if (!session) return {};
  const texts: Record<string, string> = {};
  for (const [where, inLanguages] of listTexts(session)) texts[where] = Object.values(inLanguages).join("\n");
  for (const [language, translation] of Object.entries(session.translations)) {
    texts[`translation (${language})`] = Object.values(translation ?? {})
      .flat()
      .join("\n");
  }
  for (const [index, { prompt, first, second }] of [...session.practice, ...session.attention].entries()) {
    texts[`written pair ${index + 1}`] = [prompt, first, second].join("\n");
  }
  return texts;
}
