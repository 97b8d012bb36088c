import { alpacaEvalWriter, readAlpacaEvalAnnotations } from "./alpaca-eval-annotations";
import { hhWriter, readAnthropicHh } from "./anthropic-hh";
import { dpoMessageWriter, dpoTextWriter, readDpo } from "./dpo";
import { easyLmWriter, readEasyLm } from "./easylm";
import { ktoMessageWriter, ktoTextWriter, readKto } from "./kto";
import { readSummarisation, summarisationWriter } from "./openai-summarisation";
import { readWebGpt, webGptWriter } from "./openai-webgpt";
import { crowdKitWriter, evalicaWriter } from "./pair-csv";
import { parquetWriter } from "./parquet";
import type { LabelledReader, PreferenceReader } from "./records";
import { voteTableWriter } from "./vote-table";
import { arenaWriter } from "./write-arena-battles";
import { mtBenchWriter } from "./write-mt-bench-votes";
import type { FormatWriter } from "./writer";

export const EXPORT_FORMATS = [
  ...(["csv", "parquet", "arena", "mt-bench", "alpaca-eval", "anthropic-hh", "dpo", "dpo-messages"] as const),
  ...(["kto", "kto-messages", "webgpt", "summarisation", "evalica", "crowd-kit", "easylm"] as const),
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The writers by the name that the command line, the studio and the API give them. */
export const exportFormats: Record<ExportFormat, FormatWriter> = {
  csv: voteTableWriter,
  parquet: parquetWriter,
  arena: arenaWriter,
  "mt-bench": mtBenchWriter,
  "alpaca-eval": alpacaEvalWriter,
  "anthropic-hh": hhWriter,
  dpo: dpoTextWriter,
  "dpo-messages": dpoMessageWriter,
  kto: ktoTextWriter,
  "kto-messages": ktoMessageWriter,
  webgpt: webGptWriter,
  summarisation: summarisationWriter,
  evalica: evalicaWriter,
  "crowd-kit": crowdKitWriter,
  easylm: easyLmWriter,
};

export const PREFERENCE_FORMATS = ["alpaca-eval", "anthropic-hh", "dpo", "webgpt", "summarisation"] as const;
export type PreferenceFormat = (typeof PREFERENCE_FORMATS)[number];

/** Readers of pairs of which one is preferred, by the name that the command line and the studio give them. */
export const preferenceFormats: Record<PreferenceFormat, PreferenceReader> = {
  "alpaca-eval": readAlpacaEvalAnnotations,
  "anthropic-hh": readAnthropicHh,
  dpo: readDpo,
  webgpt: readWebGpt,
  summarisation: readSummarisation,
};

/** Readers of answers that were found good or bad. */
export const labelledFormats: Record<"kto" | "easylm", LabelledReader> = { kto: readKto, easylm: readEasyLm };
