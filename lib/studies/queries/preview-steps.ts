import "server-only";
import { toRaterAsks } from "@/lib/studies/asks-schema";
import type { Protocol } from "@/lib/studies/schema";
import { type Language, pickText } from "@/lib/studies/session-schema";
import { renderMarkdown } from "@/lib/text/render-markdown";

/** A rater's steps as the protocol designs them, in the shapes that the rater's page draws. Pairs stand as written. */
export function previewSteps(protocol: Protocol, language: Language) {
  const { session } = protocol;
  const own = { ...protocol, consent: protocol.consent.text };
  const { raterTitle, instructions, consent } = session?.translations[language] ?? own;
  return {
    title: raterTitle,
    instructionsHtml: renderMarkdown(instructions),
    consentHtml: renderMarkdown(consent),
    steps: toSteps(protocol, language),
  };
}

function toSteps({ session, asks }: Protocol, language: Language) {
  const besidePairs = asks ? [{ kind: "asks" as const, asks: toRaterAsks(asks, language) }] : [];
  if (!session) return besidePairs;
  const { demographics, comprehension, practice } = session;
  const pick = (texts: Parameters<typeof pickText>[0]) => pickText(texts, language);
  const columns = demographics.map(({ name, label, choices }) => ({
    name,
    label: pick(label),
    choices: choices?.map((choice) => ({ value: choice.value, label: pick(choice.label) })) ?? null,
  }));
  const questions = comprehension.map(({ question, choices }) => ({
    question: pick(question),
    choices: choices.map(pick),
  }));
  return [
    ...(columns.length > 0 ? [{ kind: "demographics" as const, columns }] : []),
    ...(questions.length > 0 ? [{ kind: "comprehension" as const, attempt: 1, questions }] : []),
    ...practice.flatMap((pair, index) => {
      const place = { number: index + 1, total: practice.length };
      return [
        {
          ...{ kind: "practice" as const, id: "", ...place },
          prompt: renderMarkdown(pair.prompt),
          first: renderMarkdown(pair.first),
          second: renderMarkdown(pair.second),
          choices: ["first" as const, "tie" as const, "second" as const],
        },
        {
          ...{ kind: "explanation" as const, ...place, wasRight: true, better: pair.better as string },
          html: renderMarkdown(pick(pair.explanation)),
        },
      ];
    }),
    ...besidePairs,
    ...(session.asksBlindness ? [{ kind: "blindness" as const }] : []),
    ...(session.asksFeedback ? [{ kind: "feedback" as const }] : []),
    { kind: "ended" as const, outcome: "completed" as const, way: { kind: "none" as const }, notice: "none" as const },
  ];
}
