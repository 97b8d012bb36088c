import { readAnthropicHh } from "./anthropic-hh";
import { readArenaConversations } from "./arena-conversations";
import { type CorpusReader, toFirstQueries } from "./corpus-records";
import { readHc3 } from "./hc3";
import { readJsonlCorpus } from "./jsonl-corpus";
import { readOig } from "./oig";
import { readSummarisation } from "./openai-summarisation";
import { readWebGpt } from "./openai-webgpt";
import { asCorpus } from "./preference-corpora";
import type { PromptReader } from "./records";
import { type PromptFormat, promptFormats } from "./registry";
import { readShareGpt } from "./sharegpt";
import { readStanfordAlpaca } from "./stanford-alpaca";

export const CORPUS_FORMATS = [
  ...(["sharegpt", "hc3", "oig", "stanford-alpaca", "anthropic-hh", "webgpt", "summarisation"] as const),
  ...(["arena", "jsonl"] as const),
] as const;
export type CorpusFormat = (typeof CORPUS_FORMATS)[number];

/** Training corpora by the name that the command line and the studio give their formats. */
export const corpusFormats: Record<CorpusFormat, CorpusReader> = {
  sharegpt: readShareGpt,
  hc3: readHc3,
  oig: readOig,
  "stanford-alpaca": readStanfordAlpaca,
  "anthropic-hh": asCorpus(readAnthropicHh),
  webgpt: asCorpus(readWebGpt),
  summarisation: asCorpus(readSummarisation),
  arena: readArenaConversations,
  jsonl: readJsonlCorpus,
};

/** What raw queries come in: prompt sets in any of their formats, and what users asked in corpora. */
export const QUERY_FORMATS: readonly QueryFormat[] = [
  ...(["jsonl", "csv", "koala-test-set", "self-instruct", "mt-bench", "alpaca-eval"] as const),
  ...(["sharegpt", "arena", "hc3", "oig", "stanford-alpaca", "anthropic-hh", "webgpt"] as const),
];
export type QueryFormat = PromptFormat | Exclude<CorpusFormat, "summarisation">;

/** The reader of raw queries; where a name is both, such as jsonl, the file is read as prompts. */
export function readerOfQueries(format: QueryFormat): PromptReader {
  if (format in promptFormats) return promptFormats[format as PromptFormat];
  return (bytes) => toFirstQueries(corpusFormats[format as CorpusFormat](bytes));
}
