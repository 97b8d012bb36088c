import { readAlpacaEvalOutputs } from "./alpaca-eval-outputs";
import { readAlpacaEvalPrompts } from "./alpaca-eval-prompts";
import { readArenaBattles } from "./arena-battles";
import { readCsvPrompts } from "./csv-prompts";
import { readCsvResponses } from "./csv-responses";
import { readCsvVotes } from "./csv-votes";
import { readJsonlPrompts } from "./jsonl-prompts";
import { readJsonlResponses } from "./jsonl-responses";
import { readKoalaTestSet } from "./koala-test-set";
import { readMtBenchAnswers } from "./mt-bench-answers";
import { readMtBenchQuestions } from "./mt-bench-questions";
import { readMtBenchVotes } from "./mt-bench-votes";
import type { PromptReader, ResponseReader, VoteReader } from "./records";
import { readSelfInstruct } from "./self-instruct";

export type PromptFormat = "koala-test-set" | "self-instruct" | "mt-bench" | "alpaca-eval" | "jsonl" | "csv";
export type ResponseFormat = "mt-bench" | "alpaca-eval" | "jsonl" | "csv";
export type VoteFormat = "mt-bench" | "arena" | "csv";

/** The readers by the name that the command line and the studio give them. */
export const promptFormats: Record<PromptFormat, PromptReader> = {
  "koala-test-set": readKoalaTestSet,
  "self-instruct": readSelfInstruct,
  "mt-bench": readMtBenchQuestions,
  "alpaca-eval": readAlpacaEvalPrompts,
  jsonl: readJsonlPrompts,
  csv: readCsvPrompts,
};

export const responseFormats: Record<ResponseFormat, ResponseReader> = {
  "mt-bench": readMtBenchAnswers,
  "alpaca-eval": readAlpacaEvalOutputs,
  jsonl: readJsonlResponses,
  csv: readCsvResponses,
};

export const voteFormats: Record<VoteFormat, VoteReader> = {
  "mt-bench": readMtBenchVotes,
  arena: readArenaBattles,
  csv: readCsvVotes,
};
