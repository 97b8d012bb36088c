import type { Answers, Choice } from "@/components/rating/session-machine";
import type { CriterionChoice, RaterAsks } from "@/lib/studies/asks-schema";

/** What a rater has said so far. */
export type Draft = {
  strength: number | null;
  criteria: Record<string, CriterionChoice>;
  flaws: Record<"first" | "second", string[]>;
  reason: string;
};

export const NOTHING_SAID: Draft = { strength: null, criteria: {}, flaws: { first: [], second: [] }, reason: "" };

/** `id` is the element's too. */
export type Question = { id: string } & (
  | { kind: "strength"; points: number }
  | { kind: "criterion"; name: string; question: string }
  | { kind: "flaws"; side: "first" | "second"; flaws: RaterAsks["flaws"] }
  | { kind: "reason"; minimum: number; maximum: number }
);

/** In the order in which they are asked. How much better is asked only where one is better. */
export function listQuestions({ strength, criteria, flaws, reason }: RaterAsks, choice: Choice): Question[] {
  const isBetter = choice === "first" || choice === "second";
  const sides = flaws.length > 0 ? (["first", "second"] as const) : [];
  return [
    ...(strength !== null && isBetter ? [{ id: "ask-strength", kind: "strength", points: strength } as const] : []),
    ...criteria.map(
      ({ name, question }) => ({ id: `ask-criterion-${name}`, kind: "criterion", name, question }) as const,
    ),
    ...sides.map((side) => ({ id: `ask-flaws-${side}`, kind: "flaws", side, flaws }) as const),
    ...(reason ? [{ id: "ask-reason", kind: "reason", ...reason } as const] : []),
  ];
}

/** Characters still to be written, as a reader counts them, and as the server does. */
export function countMissing(reason: string, minimum: number): number {
  return Math.max(0, minimum - [...reason.trim()].length);
}

/** A checklist is never open: nothing may be wrong. */
export function isOpen(question: Question, draft: Draft): boolean {
  switch (question.kind) {
    case "strength":
      return draft.strength === null;
    case "criterion":
      return !draft.criteria[question.name];
    case "reason":
      return countMissing(draft.reason, question.minimum) > 0;
    case "flaws":
      return false;
  }
}

/** Of what was asked; what was said before the choice was changed and is not asked now stays out. */
export function toAnswers(questions: Question[], draft: Draft): Answers {
  const has = (kind: Question["kind"]) => questions.some((question) => question.kind === kind);
  const { strength, criteria, flaws, reason } = draft;
  return {
    ...(has("strength") && strength !== null && { strength }),
    ...(has("criterion") && { criteria }),
    ...(has("flaws") && { flaws }),
    ...(has("reason") && { reason: reason.trim() }),
  };
}

export function toggleFlaw(draft: Draft, side: "first" | "second", name: string): Draft {
  const ticked = draft.flaws[side];
  const after = ticked.includes(name) ? ticked.filter((other) => other !== name) : [...ticked, name];
  return { ...draft, flaws: { ...draft.flaws, [side]: after } };
}

export const CRITERION_KEYS: { choice: CriterionChoice; key: string }[] = [
  { choice: "first", key: "A" },
  { choice: "tie", key: "T" },
  { choice: "second", key: "B" },
];

/**
 * What a key says to a question.
 *
 * @param key lower case.
 * @returns null: nothing.
 */
export function answerByKey(question: Question, draft: Draft, key: string): Draft | null {
  const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
  switch (question.kind) {
    case "strength":
      return digit > 0 && digit <= question.points ? { ...draft, strength: digit } : null;
    case "criterion": {
      const found = CRITERION_KEYS.find((choice) => choice.key.toLowerCase() === key);
      return found ? { ...draft, criteria: { ...draft.criteria, [question.name]: found.choice } } : null;
    }
    case "flaws": {
      const flaw = question.flaws[digit - 1];
      return flaw ? toggleFlaw(draft, question.side, flaw.name) : null;
    }
    case "reason":
      return null;
  }
}
