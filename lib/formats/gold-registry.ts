import { type GoldReader, readCsvGold, readJsonlGold } from "./gold-pairs";
import { readLlmbar } from "./llmbar";

export type GoldFormat = "llmbar" | "jsonl" | "csv";

/** Readers of gold pairs, by the name that the command line and the studio give them. */
export const goldFormats: Record<GoldFormat, GoldReader> = {
  llmbar: readLlmbar,
  jsonl: readJsonlGold,
  csv: readCsvGold,
};
