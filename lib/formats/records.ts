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

/** What a rater chose; who could not judge chose nothing between the two. */
export type JudgedChoice = VoteChoice | "cannot_judge";

/**
 * One current vote with where it stands: a row of the vote table, by which every writer of votes is fed. Null: not known.
 * Durations are milliseconds. docs/vote-csv.md says what each holds.
 */
export type VoteFacts = {
  voteId: string;
  assignmentId: string;
  study: string;
  protocolHash: string | null;
  promptSet: string;
  prompt: string;
  /** The turn judged, from 1; null: the whole conversation. */
  turn: number | null;
  rater: string;
  raterKind: string;
  firstModel: string;
  secondModel: string;
  choice: JudgedChoice;
  /** Why it could not be judged; of other choices the rater's own words. */
  reason: string | null;
  revision: number;
  occasion: number;
  layout: string | null;
  propensity: number | null;
  trialIndex: number | null;
  servedAt: Date;
  shownAt: Date | null;
  answeredAt: Date | null;
  decisionMs: number | null;
  visibleMs: number | null;
  purpose: string;
  exclusionReason: string | null;
  /** side:reason, joined by semicolons. */
  flags: string | null;
  /** How much better, from 1. */
  strength: number | null;
  /** name:choice, joined by semicolons. */
  criteria: string | null;
  /** side:flaw, joined by semicolons; `none`: nothing was ticked. */
  flaws: string | null;
  /** Of a check, as the rater saw it. */
  expected: "first" | "second" | "tie" | null;
};

/** A vote with the texts that were judged, one a turn; null where the study has none. */
export type JudgedPair = VoteFacts & {
  turns: PromptTurn[] | null;
  responses: { first: string[]; second: string[] } | null;
};

/** One message of a chat, as most training formats have it. */
export type Message = { role: "user" | "assistant"; content: string };

/** Two whole conversations of which one was preferred, or neither: what formats without votes and studies hold. */
export type PreferenceRecord = {
  line: number;
  externalId: string | null;
  /** From the first user's message to the last answer; user's messages are usually the same in both. */
  first: Message[];
  second: Message[];
  choice: "first" | "second" | "tie";
  models: { first: string; second: string } | null;
  rater: string | null;
  /** The prompt set or corpus, where the format has a field for it. */
  source: string | null;
};

/** One conversation whose last answer was found good or bad. */
export type LabelledRecord = { line: number; messages: Message[]; isGood: boolean };

export type PreferenceReader = (bytes: ByteStream) => AsyncGenerator<PreferenceRecord>;
export type LabelledReader = (bytes: ByteStream) => AsyncGenerator<LabelledRecord>;
