import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { getWords, LANGUAGE_NAMES } from "@/components/rating/catalog";
import { makeSay, SpeechContext } from "@/components/rating/say";
import { StepView } from "@/components/rating/steps/steps";
import type { Words } from "@/components/rating/words/en";
import type { Step } from "@/lib/crowd/schema";
import type { Language } from "@/lib/studies/session-schema";

const ended = { kind: "ended", outcome: "completed", notice: "none", way: { kind: "none" } } as const;

const STEPS: Step[] = [
  {
    kind: "demographics",
    columns: [
      { name: "age", label: "Age", choices: null },
      { name: "english", label: "English", choices: [{ value: "yes", label: "Yes" }] },
    ],
  },
  { kind: "comprehension", attempt: 1, questions: [{ question: "Which?", choices: ["This", "That"] }] },
  { kind: "comprehension", attempt: 2, questions: [{ question: "Which?", choices: ["This", "That"] }] },
  {
    kind: "practice",
    id: "1",
    number: 1,
    total: 2,
    prompt: "p",
    first: "f",
    second: "s",
    choices: ["first", "tie", "second"],
  },
  { kind: "explanation", number: 1, total: 2, better: "second", wasRight: false, html: "<p>Because.</p>" },
  { kind: "explanation", number: 1, total: 2, better: "tie", wasRight: true, html: "<p>Because.</p>" },
  { kind: "blindness" },
  { kind: "feedback" },
  ended,
  { ...ended, outcome: "screened_out", notice: "return_asked", way: { kind: "code", code: "OUT20230" } },
  { ...ended, outcome: "failed_checks", notice: "paid", way: { kind: "form", action: "/submit", fields: { id: "a" } } },
  { ...ended, outcome: "withdrawn", way: { kind: "redirect", url: "https://example.org/", code: "DONE2023" } },
];

/** Words that were not sent to the browser would be drawn as nothing there; here they throw. */
function makeStrict(words: Partial<Words>): Partial<Words> {
  return new Proxy(words, {
    get(target, key) {
      const word = target[key as keyof Words];
      if (!word) throw new Error(`The browser is not sent ${String(key)}.`);
      return word;
    },
  });
}

describe.each(Object.keys(LANGUAGE_NAMES) as Language[])("in %s", (language) => {
  test("every step has one heading to move the focus to, and all its words reach the browser", () => {
    const speech = { say: makeSay(makeStrict(getWords(language))), language };
    for (const step of STEPS) {
      const html = renderToStaticMarkup(
        <SpeechContext value={speech}>
          <StepView step={step} send={async () => {}} isBusy={false} />
        </SpeechContext>,
      );
      expect(html.match(/<h1 tabindex="-1">[^<]+<\/h1>/g), JSON.stringify(step)).toHaveLength(1);
      expect(html).not.toMatch(/[{}]|undefined/);
    }
  });
});
