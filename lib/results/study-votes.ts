import type { CountTable } from "@/lib/stats/count-table";
import type { Protocol } from "@/lib/studies/schema";

/** A study's votes at one moment, as numbers, and what the numbers stand for. A name's place in its list is its number. */
export type StudyVotes = {
  study: StudyFacts;
  /** In the study's order, then any that only votes tell of. Numbers of models in the tables. */
  models: string[];
  /** In the study's order. */
  promptSets: { name: string; source: string }[];
  /** Sorted. */
  categories: string[];
  prompts: PromptLabels;
  raters: RaterLabel[];
  /** Votes of people, those of excluded raters with them. */
  human: CountTable;
  /** Votes of models as judges, numbered alike. */
  judges: CountTable;
  /** One entry a vote of a person, cannot judge included, in no order that means anything. */
  log: VoteLog;
  /** Pairs that have something to judge, by set. */
  compared: ComparedPair[];
};

export type StudyFacts = {
  id: string;
  name: string;
  template: string;
  kind: "fixed" | "open";
  origin: "native" | "imported";
  status: "draft" | "opening" | "open" | "paused" | "closed";
  protocolHash: string | null;
  /** null: an imported study may have none. */
  protocol: Protocol | null;
};

/** One entry a prompt, in the order of their sets and files. */
export type PromptLabels = {
  /** 16 bytes each. */
  ids: Uint8Array;
  externalIds: string[];
  /** Place in `promptSets`. */
  set: Int32Array;
  /** Place in `categories`; −1: none. */
  category: Int32Array;
};

export type RaterLabel = {
  pseudonym: string;
  kind: "human" | "model";
  isExcluded: boolean;
  /** A rule's name or a researcher's words; null: not excluded. */
  exclusionReason: string | null;
  /** What they took the models for, asked at the end; none: did not know; null: not asked, or not there yet. */
  guesses: string[] | null;
  /** Will not vote any more: has had all pairs that there are for them. */
  isFinished: boolean;
};

export type VoteLog = {
  votes: number;
  prompt: Int32Array;
  rater: Int32Array;
  modelA: Int32Array;
  modelB: Int32Array;
  /** Milliseconds; −1: not measured. */
  decisionMs: Int32Array;
  /** When it was cast: seconds since 1970. */
  at: Int32Array;
  /** 1: cannot judge. */
  isUnjudged: Uint8Array;
};

/** Model numbers, the lower first. */
export type ComparedPair = { promptSet: number; modelA: number; modelB: number; comparisons: number; places: number };
