import type { VoteFacts } from "./records";

type ColumnKind = "text" | "number" | "time" | "boolean";

/** A column of the vote table: what it holds, for the codebook, and how it is got from a vote. */
export type TableColumn = {
  name: string;
  kind: ColumnKind;
  /** An empty cell is an unknown. */
  isOptional: boolean;
  meaning: string;
  /** The values there can be, or their unit or form. */
  values: string;
  get: (vote: VoteFacts) => string | number | Date | boolean | null;
};

const TIME = "ISO 8601 in UTC";
const MILLISECONDS = "milliseconds";

function column(
  name: string,
  kind: ColumnKind,
  get: TableColumn["get"],
  meaning: string,
  values: string,
  isOptional = false,
): TableColumn {
  return { name, kind, isOptional, meaning, values, get };
}

/** New columns go to the end, so that a script that counts them keeps working. */
export const TABLE_COLUMNS: TableColumn[] = [
  column("vote_id", "text", (v) => v.voteId, "The vote; another one after an undo and a new vote.", "UUID"),
  column(
    "assignment_id",
    "text",
    (v) => v.assignmentId,
    "The pair as it was handed to this rater; one row each.",
    "UUID",
  ),
  column("study", "text", (v) => v.study, "The study's name.", "text"),
  column(
    "protocol_hash",
    "text",
    (v) => v.protocolHash,
    "SHA-256 of the frozen protocol in canonical JSON (RFC 8785).",
    "64 hexadecimal digits; empty in an imported study",
    true,
  ),
  column("prompt_set", "text", (v) => v.promptSet, "The prompt set's name.", "text"),
  column("prompt", "text", (v) => v.prompt, "The prompt's id in the file it came from.", "text"),
  column("turn", "number", (v) => v.turn, "The turn judged.", "from 1; empty: the whole conversation", true),
  column("rater", "text", (v) => v.rater, "A pseudonym: the same for all votes of this rater in this study.", "text"),
  column("rater_kind", "text", (v) => v.raterKind, "Whether a person or a model as judge voted.", "human, model"),
  column("first_model", "text", (v) => v.firstModel, "Whose response stood first: A, on the left or on top.", "text"),
  column("second_model", "text", (v) => v.secondModel, "Whose response stood second.", "text"),
  column("choice", "text", (v) => v.choice, "What the rater chose.", "first, second, tie, both_bad, cannot_judge"),
  column("winner", "text", toWinner, "The model chosen.", "a model's name, or tie, both_bad, cannot_judge"),
  column(
    "reason",
    "text",
    (v) => v.reason,
    "Of cannot_judge: why. Of other choices: the rater's own words, where the study asks for them.",
    "subject, language, broken, other; text",
    true,
  ),
  column("revision", "number", (v) => v.revision, "Each undo and each vote after it adds one.", "0 for a first vote"),
  column(
    "occasion",
    "number",
    (v) => v.occasion,
    "Which meeting of this rater with this pair.",
    "0 as scheduled; others for repeats, and where an imported rater judged a unit again",
  ),
  column(
    "layout",
    "text",
    (v) => v.layout,
    "How the pair was laid out.",
    "side_by_side, stacked; empty in imports",
    true,
  ),
  column(
    "propensity",
    "number",
    (v) => v.propensity,
    "The probability with which the scheduler chose this pair for this rater.",
    "0 to 1; empty in imports",
    true,
  ),
  column(
    "trial_index",
    "number",
    (v) => v.trialIndex,
    "The rater's how-manieth pair.",
    "from 1; empty in imports",
    true,
  ),
  column("served_at", "time", (v) => v.servedAt, "When the pair was handed out.", TIME),
  column("shown_at", "time", (v) => v.shownAt, "When it came into view.", TIME, true),
  column("answered_at", "time", (v) => v.answeredAt, "When the vote was recorded.", TIME, true),
  column("decision_ms", "number", (v) => v.decisionMs, "From shown to answered, by the browser.", MILLISECONDS, true),
  column(
    "visible_ms",
    "number",
    (v) => v.visibleMs,
    "Of that, while the page was in the foreground.",
    MILLISECONDS,
    true,
  ),
  column(
    "purpose",
    "text",
    (v) => v.purpose,
    "Checks, and pairs that an amendment withdrew, are no part of the results.",
    "main, practice, gold, attention, withdrawn, repeat",
  ),
  column(
    "excluded",
    "boolean",
    (v) => v.exclusionReason !== null,
    "Whether the results leave this vote out, as those of an excluded rater.",
    "true, false",
  ),
  column(
    "exclusion_reason",
    "text",
    (v) => v.exclusionReason,
    "Why the results leave it out: a rule's name, or a researcher's words.",
    "text",
    true,
  ),
  column(
    "flags",
    "text",
    (v) => v.flags,
    "What the rater reported, as side:reason joined by semicolons.",
    "first, second, both; offensive, broken, names_model",
    true,
  ),
  column(
    "strength",
    "number",
    (v) => v.strength,
    "How much better the response chosen is, where the study asks.",
    "from 1 to the points of the study's scale",
    true,
  ),
  column(
    "criteria",
    "text",
    (v) => v.criteria,
    "The choice by each of the study's criteria, as name:choice joined by semicolons.",
    "the protocol's names; first, second, tie",
    true,
  ),
  column(
    "flaws",
    "text",
    (v) => v.flaws,
    "What is wrong with a response, of the study's list, as side:flaw joined by semicolons.",
    "first, second; the protocol's names; none: nothing was ticked",
    true,
  ),
  column(
    "expected",
    "text",
    (v) => v.expected,
    "What a check expects, as the rater saw it.",
    "first, second, tie",
    true,
  ),
  column(
    "passed",
    "boolean",
    toPassed,
    "Whether the choice is the one expected; both_bad is a tie.",
    "true, false; empty: no check, or it could not be judged",
    true,
  ),
];

function toPassed({ choice, expected }: VoteFacts): boolean | null {
  if (expected === null || choice === "cannot_judge") return null;
  return (choice === "both_bad" ? "tie" : choice) === expected;
}

function toWinner({ choice, firstModel, secondModel }: VoteFacts): string {
  if (choice === "first") return firstModel;
  return choice === "second" ? secondModel : choice;
}
