import type { Asks } from "@/lib/studies/asks-schema";
import type { VoteRequest } from "@/lib/votes/schema";

type Answers = Pick<VoteRequest, "choice" | "strength" | "criteria" | "flaws" | "reason">;

/**
 * What is wrong with a vote's answers beside the choice, as a sentence with the mend; null: they are what the study asks.
 *
 * @param asks null: nothing.
 */
export function findAnswerProblem(asks: Asks | null, vote: Answers): string | null {
  const { choice, strength, criteria, flaws, reason } = vote;
  if (!asks || choice === "cannot_judge") {
    const isMore = strength !== undefined || criteria !== undefined || flaws !== undefined;
    if (choice === "cannot_judge")
      return isMore ? "Of a pair that cannot be judged nothing but the reason is taken." : null;
    return isMore || reason !== undefined ? "This study asks for the choice and nothing beside it." : null;
  }
  return (
    findStrengthProblem(asks, vote) ??
    findCriteriaProblem(asks, criteria ?? {}) ??
    findReasonProblem(asks, reason) ??
    findFlawProblem(asks, flaws ?? { first: [], second: [] })
  );
}

function findStrengthProblem({ strength: points }: Asks, { choice, strength }: Answers): string | null {
  if (points === null || (choice !== "first" && choice !== "second")) {
    if (strength === undefined) return null;
    return points === null
      ? "This study does not ask how much better a response is."
      : "How much better is asked only where one response is better.";
  }
  if (strength !== undefined && strength <= points) return null;
  return `Say how much better it is, from 1 to ${points}.`;
}

function findCriteriaProblem({ criteria: asked }: Asks, given: NonNullable<Answers["criteria"]>): string | null {
  const unknown = Object.keys(given).find((name) => !asked.some((criterion) => criterion.name === name));
  if (unknown !== undefined) return `This study has no criterion called ${unknown}.`;
  const missing = asked.find(({ name }) => !Object.hasOwn(given, name));
  return missing
    ? `Say which response is better by the criterion ${missing.name}, or that they are equally good.`
    : null;
}

function findReasonProblem({ reason: asked }: Asks, reason: string | undefined): string | null {
  if (!asked) return reason === undefined ? null : "This study does not ask for a reason.";
  if (countCharacters(reason ?? "") >= asked.minimum) return null;
  return `Write a reason of ${asked.minimum} characters or more.`;
}

/** As a reader counts, and as the rater's page does. */
function countCharacters(text: string): number {
  return [...text.trim()].length;
}

function findFlawProblem({ flaws: asked }: Asks, { first, second }: NonNullable<Answers["flaws"]>): string | null {
  const unknown = [...first, ...second].find((name) => !asked.some((flaw) => flaw.name === name));
  if (unknown !== undefined) return `This study has no flaw called ${unknown}.`;
  const isTwice = (names: string[]) => new Set(names).size < names.length;
  return isTwice(first) || isTwice(second) ? "A flaw is ticked once for a response, or not at all." : null;
}
