import type { ByteStream } from "./decode-text";

/** What a reader of prompts gives for each row. `line` is where the row begins in the file, from 1, in every record. */
export type PromptRecord = {
  line: number;
  externalId: string;
  turns: PromptTurn[];
  category: string | null;
};

/** `input` is the text an instruction works on; null where there is none, never blank. */
export type PromptTurn = { text: string; input: string | null };

export type ResponseRecord = {
  line: number;
  /** AlpacaEval has no ids: its rows are matched by the prompt's text. */
  prompt: { externalId: string } | { text: string };
  /** Null where the file does not say. */
  model: string | null;
  /** Which of several responses by one model to one prompt, from 0. */
  sample: number;
  /** One text a turn of the prompt; it may be blank. */
  turns: string[];
};

export type VoteChoice = "first" | "second" | "tie" | "both_bad";

export type VoteRecord = {
  line: number;
  rater: string;
  raterKind: "human" | "model";
  /** Names of the two models, as the file has them on its first (left, A) and second side. */
  first: string;
  second: string;
  prompt: string;
  /** The turn judged, from 1; null: the whole conversation. */
  turn: number | null;
  choice: VoteChoice;
  votedAt: Date | null;
  /** What the user said, where the file carries the conversation. */
  turns: string[] | null;
  responses: { first: string[]; second: string[] } | null;
};

export type PromptReader = (bytes: ByteStream) => AsyncGenerator<PromptRecord>;
export type ResponseReader = (bytes: ByteStream) => AsyncGenerator<ResponseRecord>;
export type VoteReader = (bytes: ByteStream, options?: { columns?: VoteColumns }) => AsyncGenerator<VoteRecord>;

/** Which column of a CSV file of votes says what; those left out are looked for by their usual names. */
export type VoteColumns = Partial<Record<VoteColumn, string>>;
export type VoteColumn = "left" | "right" | "winner" | "rater" | "prompt" | "turn" | "time";
