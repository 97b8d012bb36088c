import type { ModelCard } from "@/lib/models/card";
import type { ResultsFile } from "@/lib/results/analysis-schema";
import type { Amendment } from "@/lib/studies/amendment-schema";
import type { Protocol } from "@/lib/studies/schema";

/** What a paper says of who voted. Counts are of people, those of excluded raters with them where nothing else is said. */
export type RaterFacts = {
  /** Gave at least one vote that judges or says that it cannot. */
  voted: number;
  /** Gave consent, and when the first and the last of them did. */
  consented: number;
  firstAt: Date | null;
  lastAt: Date | null;
  /** By how they came: "link", "account", "prolific", "mturk", "url" or "import". */
  byWay: { way: string; raters: number }[];
  byLanguage: { language: string; raters: number }[];
  screenedOut: number;
  failedChecks: number;
  withdrawn: number;
  /** From the first pair handed out to the last vote, of raters with two votes or more. Milliseconds; null: there are none. */
  medianSessionMs: number | null;
};

export type SetFacts = {
  name: string;
  version: number;
  source: string;
  prompts: number;
  digest: string;
  /** null: nobody said. */
  licence: string | null;
  isSample: boolean;
};

export type ModelFacts = {
  name: string;
  /** "recorded" for imported responses. */
  provider: string;
  /** What it is, as far as somebody said. */
  card: ModelCard;
};

/** All that the paper bundle's texts are written from: every number in them is one of these. */
export type PaperFacts = {
  study: string;
  protocol: Protocol | null;
  isImported: boolean;
  isSample: boolean;
  status: string;
  openedAt: Date | null;
  closedAt: Date | null;
  amendments: Amendment[];
  results: ResultsFile;
  raters: RaterFacts;
  sets: SetFacts[];
  models: ModelFacts[];
};
