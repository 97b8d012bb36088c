import type { Asks } from "@/lib/studies/asks-schema";
import { LANGUAGE_WORDS } from "@/lib/studies/describe-session";
import type { Protocol } from "@/lib/studies/schema";
import type { Texts } from "@/lib/studies/session-schema";

/** What is wrong with what is asked beside the choice, as a sentence with the mend; null: nothing. */
export function findAsksProblem({ asks, session }: Pick<Protocol, "asks" | "session">): string | null {
  if (!asks) return null;
  const languages = session?.languages ?? ["en"];
  for (const [where, texts] of listTexts(asks)) {
    const missing = languages.find((language) => !texts[language]);
    if (missing)
      return `There is no ${LANGUAGE_WORDS[missing]} text for the ${where}. Write it, or take the language out.`;
  }
  const criterion = findTwice(asks.criteria);
  if (criterion) return `There are two criteria called ${criterion}. Give each a name of its own.`;
  const flaw = findTwice(asks.flaws);
  return flaw ? `There are two flaws called ${flaw}. Give each a name of its own.` : null;
}

/** All of it that reaches a rater's browser, names and texts in every language, by where it stands: for the search for models' names. */
export function listAsksTexts({ asks }: Pick<Protocol, "asks">): Record<string, string> {
  if (!asks) return {};
  return Object.fromEntries(
    listTexts(asks).map(([where, texts]) => [where, [where, ...Object.values(texts)].join("\n")]),
  );
}

function listTexts({ criteria, flaws }: Asks): [string, Texts][] {
  return [
    ...criteria.map(({ name, question }): [string, Texts] => [`question of the criterion ${name}`, question]),
    ...flaws.map(({ name, label }): [string, Texts] => [`label of the flaw ${name}`, label]),
  ];
}

function findTwice(named: { name: string }[]): string | undefined {
  return named.find(({ name }, index) => named.findIndex((other) => other.name === name) < index)?.name;
}
