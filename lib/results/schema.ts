/** Percent of votes, as a source published them; they need not add to 100. */
export type PublishedShares = { better: number; tied: number; worse: number };

/** One pair on one prompt set. Counts are current votes of the study's main comparisons by raters who are not excluded. */
export type ResultsRow = {
  promptSet: string;
  modelA: string;
  modelB: string;
  winsA: number;
  winsB: number;
  ties: number;
  bothBad: number;
  /** Outside `votes` and outside every percentage. */
  cannotJudge: number;
  /** winsA + winsB + ties + bothBad. */
  votes: number;
  /** Distinct raters and prompts behind `votes`. */
  raters: number;
  prompts: number;
};

/** A study's counts. Totals are over `matrix`; raters and prompts distinct. */
export type Results = {
  study: string;
  /** null in a draft and in an imported study. */
  protocolHash: string | null;
  votes: number;
  raters: number;
  prompts: number;
  matrix: ResultsRow[];
};

/** One bar: a pair, seen from `model`. Counts as in ResultsRow. */
export type MatrixBar = {
  /** The reference where the study has one, else the pair's first model. `better` means that this one was preferred. */
  model: string;
  opponent: string;
  better: number;
  tied: number;
  worse: number;
  bothBad: number;
  cannotJudge: number;
  /** better + tied + worse + bothBad. */
  votes: number;
  raters: number;
  prompts: number;
  published: PublishedShares | null;
  /** Why there is no bar, as a sentence; null where there are votes. */
  reason: string | null;
};

export type MatrixPanel = {
  promptSet: string;
  /** null: all pairs were compared, and each bar names both models. */
  reference: string | null;
  bars: MatrixBar[];
};

export type StudyStatus = "draft" | "opening" | "open" | "paused" | "closed";

/** A study's results as its pages show them. */
export type StudyMatrix = {
  study: string;
  /** Of the votes: moves with each vote, undo, exclusion and import. */
  version: string;
  status: StudyStatus;
  isSample: boolean;
  isImported: boolean;
  /** Raters could say "both bad", or imported ones did. */
  offersBothBad: boolean;
  protocolHash: string | null;
  /** Places for votes; null where there is no plan: a draft, an imported or an open-ended study. */
  votesWanted: number | null;
  /** Totals over the panels, cannot judge left out. */
  votes: number;
  raters: number;
  prompts: number;
  openedAt: Date | null;
  publishedAt: Date | null;
  panels: MatrixPanel[];
};

/**
 * The published figures of the study that introduced Koala: percent of votes for Koala-All, by test set and opponent.
 * No counts and no intervals were published; 48% is no whole number of 180, so never derive a count from these.
 * Source: BAIR, 3 April 2023.
 */
export const KOALA_2023 = {
  reference: "Koala-All",
  sets: [
    {
      promptSet: "Koala test set",
      /** PromptSet.source */
      source: "koala-test-set",
      bars: [
        { opponent: "Alpaca", better: 48, tied: 22, worse: 30 },
        { opponent: "Koala-Distill", better: 34, tied: 26, worse: 40 },
        { opponent: "ChatGPT", better: 30, tied: 26, worse: 44 },
      ],
    },
    {
      promptSet: "Alpaca test set",
      source: "self-instruct",
      bars: [
        { opponent: "Alpaca", better: 32, tied: 38, worse: 30 },
        { opponent: "Koala-Distill", better: 26, tied: 28, worse: 46 },
        { opponent: "ChatGPT", better: 31, tied: 29, worse: 40 },
      ],
    },
  ],
} as const;
