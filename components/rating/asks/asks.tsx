import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { QuestionView } from "@/components/rating/asks/question-view";
import {
  answerByKey,
  type Draft,
  isOpen,
  listQuestions,
  NOTHING_SAID,
  type Question,
  toAnswers,
} from "@/components/rating/asks/questions";
import { sayChoice } from "@/components/rating/choices";
import { Key } from "@/components/rating/menu";
import { useSay } from "@/components/rating/say";
import type { Answers, Choice } from "@/components/rating/session-machine";
import type { RaterAsks } from "@/lib/studies/asks-schema";
import "@/components/rating/asks/asks.css";

type AsksProps = {
  asks: RaterAsks;
  /** What was chosen; null: nothing yet, and nothing is asked. */
  choice: Choice | null;
  lettersOn: boolean;
  onSend: (answers: Answers) => void;
  /** Back to the choice. */
  onBack: () => void;
};

/**
 * A few more questions under the pair, once the choice is made; the vote is given when they are answered. What was said stays
 * while the choice is changed. Give it a key, so that each pair starts afresh.
 */
export default function Asks(props: AsksProps) {
  const [draft, setDraft] = useState(NOTHING_SAID);
  return props.choice && <Form {...props} choice={props.choice} draft={draft} onDraft={setDraft} />;
}

type FormProps = AsksProps & { choice: Choice; draft: Draft; onDraft: (draft: Draft) => void };

function Form({ asks, choice, lettersOn, onSend, onBack, draft, onDraft }: FormProps) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const [isMissed, setIsMissed] = useState(false);
  const questions = listQuestions(asks, choice);
  const goBack = usePlace(form, onBack);

  function send(event?: FormEvent) {
    event?.preventDefault();
    const open = questions.find((question) => isOpen(question, draft));
    setIsMissed(open !== undefined);
    if (open) focusOn(open);
    else onSend(toAnswers(questions, draft));
  }

  useKeys({ lettersOn, questions, draft, onDraft, send, goBack });

  return (
    <div className="rate-asks-frame">
      <form ref={form} className="rate-wrap rate-asks" noValidate onSubmit={send} aria-labelledby="ask-more">
        <h2 id="ask-more" tabIndex={-1}>
          {say("moreTitle")} <span className="note">{say("moreChosen", { choice: sayChoice(say, choice) })}</span>
        </h2>
        {questions.map((question) => (
          <QuestionView
            key={question.id}
            question={question}
            draft={draft}
            onChange={onDraft}
            isMissed={isMissed && isOpen(question, draft)}
            better={choice === "second" ? "B" : "A"}
          />
        ))}
        <p className="rate-missed" role="alert">
          {isMissed && questions.some((question) => isOpen(question, draft)) && say("answerAll")}
        </p>
        <p className="rate-acts">
          <button type="submit" className="btn btn-primary" aria-keyshortcuts="Enter">
            {say("send")} <Key name="Enter" />
          </button>
          <button type="button" className="btn" aria-keyshortcuts="Escape" onClick={goBack}>
            {say("moreBack")} <Key name="Esc" />
          </button>
        </p>
      </form>
    </div>
  );
}

/** Brings the questions into view; on the way back, to where the reader was and to what they chose. */
function usePlace(form: { current: HTMLFormElement | null }, onBack: () => void): () => void {
  const [from] = useState(() => window.scrollY);
  useLayoutEffect(() => {
    form.current?.scrollIntoView({ block: "start" });
    form.current?.querySelector("h2")?.focus({ preventScroll: true });
  }, [form]);
  return () => {
    document.querySelector<HTMLElement>("#choices [aria-pressed]")?.focus({ preventScroll: true });
    window.scrollTo(0, from);
    onBack();
  };
}

/** @returns true, so that it may end a sentence. */
function focusOn(question: Question): true {
  const found = document.querySelector<HTMLElement>(
    `#${question.id} :is(input:checked, textarea), #${question.id}:not(:has(:checked)) input`,
  );
  found?.focus({ preventScroll: true });
  document.getElementById(question.id)?.scrollIntoView({ block: "nearest" });
  return true;
}

type Keys = Pick<FormProps, "lettersOn" | "draft" | "onDraft"> & {
  questions: Question[];
  send: () => void;
  goBack: () => void;
};

/**
 * Digits and letters answer the question that has the focus, else the first that is open, and go on to the next; Enter sends,
 * Escape goes back to the choice.
 */
function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("dialog, .rate-menu")) return;
      if (act(event, latest.current)) event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** @returns whether the key was ours. */
function act({ key, target, shiftKey }: KeyboardEvent, { lettersOn, questions, draft, onDraft, send, goBack }: Keys) {
  const at = target instanceof Element ? target : document.body;
  if (key === "Escape") goBack();
  else if (key === "Enter") {
    // a button does its own, and a new line is one's own affair
    if (at.closest("button, a, summary") || shiftKey) return false;
    send();
  } else {
    if (!lettersOn || at.closest("textarea")) return false;
    if (key.toLowerCase() === "u") goBack();
    else return answer(key.toLowerCase(), at, { questions, draft, onDraft });
  }
  return true;
}

function answer(
  key: string,
  at: Element,
  { questions, draft, onDraft }: Pick<Keys, "questions" | "draft" | "onDraft">,
) {
  const place = questions.findIndex(({ id }) => at.closest(`#${id}`));
  const question = questions[place] ?? questions.find((other) => isOpen(other, draft));
  const said = question && answerByKey(question, draft, key);
  if (!question || !said) return false;
  onDraft(said);
  const next = questions[questions.indexOf(question) + 1];
  // a list is ticked further
  if (question.kind === "flaws") return place >= 0 || focusOn(question);
  if (next) focusOn(next);
  else document.querySelector<HTMLElement>(".rate-asks [type=submit]")?.focus();
  return true;
}
