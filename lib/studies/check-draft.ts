import { AppError } from "@/lib/http/app-error";
import { findAsksProblem } from "@/lib/studies/check-asks";
import { findSessionProblem } from "@/lib/studies/check-session";
import { findModelNamed } from "@/lib/studies/draft";
import { findPairProblem, isSamePair } from "@/lib/studies/pairs";
import type { Protocol } from "@/lib/studies/schema";

/**
 * What is wrong with a draft as far as it has got: one that names no models yet is not wrong.
 *
 * @throws {AppError} bad_input.
 */
export function checkDraft(protocol: Protocol): void {
  const { models, reference, template } = protocol;
  if (reference !== null && !models.includes(reference)) {
    throw refuse(
      models.length === 0
        ? `The reference ${reference} is not among the models, for none is named.`
        : `The reference ${reference} is not among the models: ${models.join(", ")}.`,
    );
  }
  if (models.length === 1) throw refuse("A study compares two models or more. Name at least one more.");
  if (template === "koala-2023" && models.length > 0 && reference === null) {
    throw refuse(
      `The template koala-2023 compares a reference with each other model. Say which of ${models.join(", ")} it is.`,
    );
  }
  const problem =
    findPairProblem(protocol.pairs, models) ??
    findContrastProblem(protocol) ??
    findSessionProblem(protocol) ??
    findAsksProblem(protocol);
  if (problem) throw refuse(problem);
  const named = findModelNamed(protocol);
  if (named) throw refuse(named);
}

function findContrastProblem({ analysis, pairs, models }: Protocol): string | null {
  const contrast = analysis?.primaryContrast;
  if (!contrast || models.length === 0 || pairs.some((pair) => isSamePair(pair, contrast))) return null;
  return `The primary contrast ${contrast.join(" against ")} is none of the pairs that are compared. Choose one of them, or none.`;
}

/**
 * What is still missing before a draft can open.
 *
 * @throws {AppError} conflict.
 */
export function checkReadiness(protocol: Protocol): void {
  checkDraft(protocol);
  if (protocol.promptSets.length === 0) throw new AppError("conflict", "The study has no prompt sets. Add one first.");
  if (protocol.models.length === 0) throw new AppError("conflict", "The study has no models. Add two or more first.");
}

function refuse(message: string): AppError {
  return new AppError("bad_input", message);
}
