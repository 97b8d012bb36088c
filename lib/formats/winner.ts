import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";
import type { VoteChoice } from "./records";

// keys are lower case, without brackets, with one underscore for each run of spaces, hyphens and underscores
const CHOICES = new Map<string, VoteChoice>([
  ["model_a", "first"],
  ["a", "first"],
  ["left", "first"],
  ["first", "first"],
  ["model_1", "first"],
  ["leftvote", "first"],
  ["model_b", "second"],
  ["b", "second"],
  ["right", "second"],
  ["second", "second"],
  ["model_2", "second"],
  ["rightvote", "second"],
  ["tie", "tie"],
  ["draw", "tie"],
  ["tievote", "tie"],
  // MT-Bench's model judge, asked in both orders, named a different winner each time: its own analysis counts a tie
  ["tie_inconsistent", "tie"],
  ["both_bad", "both_bad"],
  ["bothbad", "both_bad"],
  ["tie_bothbad", "both_bad"],
  ["tie_both_bad", "both_bad"],
  ["bothbad_vote", "both_bad"],
]);

/**
 * The choice that a published spelling of the winner means.
 *
 * @throws {FormatError} a spelling that is not known: a guess would move votes from one model to another.
 */
export function toChoice(winner: string, line: number, field = "winner"): VoteChoice {
  const key = winner
    .trim()
    .toLowerCase()
    .replace(/[()]/g, "")
    .replace(/[\s_-]+/g, "_");
  const choice = CHOICES.get(key);
  if (choice !== undefined) return choice;
  throw new FormatError({
    line,
    field,
    problem: `the field "${field}" is ${describeValue(winner)}`,
    mend: "Write model_a, model_b, tie or both_bad.",
  });
}
