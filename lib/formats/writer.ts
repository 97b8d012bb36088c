import type { JudgedChoice, JudgedPair, VoteFacts } from "./records";

/** What a format has no place for, in the words that the person who exports is shown. */
export const LOSSES = {
  raters: "who voted",
  "rater-kind": "whether a person or a model voted",
  models: "which model wrote which response",
  prompts: "the prompts' ids",
  inputs: "where an instruction ends and the text it works on begins: they become one text",
  texts: "the texts of prompts and responses",
  turn: "which turn was judged: the conversation ends with it",
  sides: "which response the rater saw first",
  ties: "ties: they are left out",
  "both-bad-as-tie": "that both were bad: it becomes a tie",
  "both-bad": "pairs of which both were bad: they are left out",
  "cannot-judge": "pairs that raters could not judge: they are left out",
  times: "when raters voted, and for how long they looked",
  circumstances: "purpose, flags, exclusions, propensity, layout and order of the votes",
  protocol: "the study and the hash of its protocol",
  "several-turns": "conversations of several turns: they are left out",
} as const;
export type Loss = keyof typeof LOSSES;

/** What becomes of a choice: `as_tie` is written as a tie, `dropped` is counted and not written. */
export type Treatment = "kept" | "as_tie" | "dropped";

/** Why a vote is not in the file. */
export const DROP_REASONS = {
  tie: "ties, for which the format has no place",
  both_bad: "pairs of which both were bad, for which the format has no place",
  cannot_judge: "pairs that raters could not judge",
  no_texts: "votes whose prompt or responses have no text in the study",
  several_turns: "conversations of several turns, for which the format has no place",
  marker_in_text: "texts that hold a marker by which the format tells turns apart",
} as const;
export type DropReason = keyof typeof DROP_REASONS;

export const AGGREGATIONS = ["each-vote", "majority"] as const;
export const BOTH_BAD_SPELLINGS = ["tie (bothbad)", "both_bad"] as const;

export type WriterOptions = {
  /** `majority`: one row for each pair on which more votes went one way than any other. The default is each vote. */
  aggregation?: (typeof AGGREGATIONS)[number];
  /** How the arena's releases spell it; the default is that of the first releases. */
  bothBad?: (typeof BOTH_BAD_SPELLINGS)[number];
};

/** What a file holds. `votes` = `written` + all that was dropped, in votes or, with a majority, in pairs. */
export type WriteSummary = {
  votes: number;
  written: number;
  rows: number;
  dropped: Partial<Record<DropReason, number>>;
};

/** Bytes of a file in order; what it holds is the generator's return value, known once all is written. */
export type Writing = AsyncGenerator<Buffer, WriteSummary, undefined>;

export type WritablePair = VoteFacts & Partial<Pick<JudgedPair, "turns" | "responses">>;

export type FormatWriter = {
  /** The format's name for people. */
  title: string;
  extension: "csv" | "json" | "jsonl" | "parquet";
  mediaType: string;
  needsTexts: boolean;
  /** What becomes of each choice. */
  choices: Record<JudgedChoice, Treatment>;
  loses: readonly Loss[];
  write: (pairs: AsyncIterable<WritablePair>, options?: WriterOptions) => Writing;
};

export const MEDIA_TYPES: Record<FormatWriter["extension"], string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};
