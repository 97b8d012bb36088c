import { readArenaConversations } from "./arena-conversations";
import { type CorpusReader, toFirstQueries } from "./corpus-records";
import { readHc3 } from "./hc3";
import { readJsonlCorpus } from "./jsonl-corpus";
import { readOig } from "./oig";
import type { PromptReader } from "./records";
import { type PromptFormat, promptFormats } from "./registry";
import { readShareGpt } from "./sharegpt";
import { readStanfordAlpaca } from "./stanford-alpaca";

export const CORPUS_FORMATS = ["sharegpt", "hc3", "oig", "stanford-alpaca", "arena", "jsonl"] as const;
export type CorpusFormat = (typeof CORPUS_FORMATS)[number];

/** Training corpora by the name that the command line and the studio give their formats. */
export const corpusFormats: Record<CorpusFormat, CorpusReader> = {
  sharegpt: readShareGpt,
  hc3: readHc3,
  oig: readOig,
  "stanford-alpaca": readStanfordAlpaca,
  arena: readArenaConversations,
  jsonl: readJsonlCorpus,
};

/** What raw queries come in: prompt sets in any of their formats, and what users asked in corpora. */
export const QUERY_FORMATS = [
  ...["jsonl", "csv", "koala-test-set", "self-instruct", "mt-bench", "alpaca-eval"],
  ...["sharegpt", "arena", "hc3", "oig", "stanford-alpaca"],
] as readonly (PromptFormat | CorpusFormat)[];
export type QueryFormat = PromptFormat | CorpusFormat;

/** The reader of raw queries; where a name is both, such as jsonl, the file is read as prompts. */
export function readerOfQueries(format: QueryFormat): PromptReader {
  if (format in promptFormats) return promptFormats[format as PromptFormat];
  return (bytes) => toFirstQueries(corpusFormats[format as CorpusFormat](bytes));
}
