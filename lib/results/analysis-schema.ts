import { z } from "zod";
import type { AskedResults } from "@/lib/results/asked-schema";
import type { Estimated, Figure } from "@/lib/results/figure-schema";
import type { MatrixBar, Results } from "@/lib/results/schema";
import { AGGREGATIONS, ESTIMANDS, type Interval, TIE_RULES } from "@/lib/stats/estimate";
import type { Amendment } from "@/lib/studies/amendment-schema";
import type { ExclusionRule } from "@/lib/studies/session-schema";
import type { StopReason } from "@/lib/studies/stop-reason";

export const SCORE_MODELS = ["bradley_terry", "davidson", "rao_kupper"] as const;

/** What a reader of the dashboards may choose; each is said beside the figures. Rates and margins are shares, 0 to 1. */
export const analysisOptionsSchema = z.strictObject({
  estimand: z.enum(ESTIMANDS),
  aggregation: z.enum(AGGREGATIONS),
  tieRule: z.enum(TIE_RULES),
  /** Differences of better minus worse that are too small to matter. null: none was declared. */
  equivalenceMargin: z.number().gt(0).lt(1).nullable(),
  scoreModel: z.enum(SCORE_MODELS),
  /** In the score model: a parameter for the response that stands first (Davidson and Beaver, 1977). */
  orderEffect: z.boolean(),
  /** null: all of them. */
  promptSet: z.string().nullable(),
  category: z.string().nullable(),
  /** Raters who are excluded count as well. */
  withExcluded: z.boolean(),
});
export type AnalysisOptions = z.infer<typeof analysisOptionsSchema>;

export type { Estimated, Figure };

export type VerdictKind = "preferred" | "equivalent" | "inconclusive" | "exhausted" | "none";

/** One sentence on one comparison; the finding is set in bold, the rest after it gives the figures. */
export type Verdict = {
  kind: VerdictKind;
  /** "Koala-13B is preferred." */
  finding: string;
  /** "Better in 50% of votes, worse in 30%: a difference of 20 points, between 13 and 28." */
  figures: string;
  /** What the next money should buy where the kind is inconclusive. */
  needs: "prompts" | "raters" | "votes" | null;
};

/** One pair on one prompt set, seen from `model`: the bar of the matrix and all that is known about it. */
export type PairAnalysis = MatrixBar & {
  promptSet: string;
  betterShare: Figure<Estimated>;
  tiedShare: Figure<Estimated>;
  worseShare: Figure<Estimated>;
  betterOrTied: Figure<Estimated>;
  /** By the chosen tie rule. */
  winRate: Figure<Estimated>;
  /** Better minus worse. */
  difference: Figure<Estimated>;
  /** The difference's interval under other methods, to be compared with it and never in its place. */
  comparedIntervals: { method: "independent_votes" | "cluster_bootstrap"; interval: Figure<Interval> }[];
  /** Two-sided, of no difference; as it is, and by Holm over the study's contrasts. */
  p: Figure<number>;
  holmP: Figure<number>;
  equivalenceP: Figure<number>;
  verdict: Verdict;
  fragility: Figure<Fragility>;
  /** Cannot judge, by which of the two models stood first; of imported votes the side is unknown. */
  cannotJudgeWhenFirst: { model: number; opponent: number; unknown: number };
};

/** The fewest whose removal turns the order of the pair about; null: none does. */
export type Fragility = {
  votes: number | null;
  raters: number | null;
  prompts: number | null;
  /** Difference with each rater, or prompt, left out by itself: the smallest and the largest. */
  withoutOneRater: { low: number; high: number };
  withoutOnePrompt: { low: number; high: number };
};

export type LeaderboardRow = {
  model: string;
  /** 400 · log10 scale about 1,000. */
  score: number;
  interval: Interval;
  /** From simultaneous intervals on all differences. */
  rankLow: number;
  rankHigh: number;
  /** 1 + models whose lower bound is above this one's upper bound. */
  arenaRank: number;
  pBest: number;
  votes: number;
};

/** One cell of the heat map: the row model's win rate against the column's, ties as half. */
export type HeatCell = {
  model: string;
  opponent: string;
  votes: number;
  winRate: Figure<Estimated>;
  /** By the scores; null where there are none. */
  predicted: number | null;
};

export type Leaderboard = {
  rows: Figure<LeaderboardRow[]>;
  /** Models that votes connect; more than one component: there is no common scale. */
  components: string[][];
  cells: HeatCell[];
  /** Do the scores describe the pairwise table? Pearson's, over pairs; p by its degrees of freedom. */
  fit: Figure<{ statistic: number; degreesOfFreedom: number; p: number }>;
  /** Log-odds of the response that stands first; null: not in the model. */
  orderEffect: Figure<Estimated> | null;
  /** Davidson's ν or Rao and Kupper's θ; null: ties are half wins. */
  tieParameter: Figure<Estimated> | null;
};

export const AGREEMENT_MEASURES = [
  "raw",
  "krippendorff_nominal",
  "krippendorff_ordinal",
  "fleiss",
  "gwet_ac1",
  "leave_one_out",
] as const;

export type AgreementRow = {
  measure: (typeof AGREEMENT_MEASURES)[number];
  /** Bootstrap intervals. */
  withTies: Figure<Estimated>;
  withoutTies: Figure<Estimated>;
};

export type RaterRow = {
  pseudonym: string;
  kind: "human" | "model";
  isExcluded: boolean;
  votes: number;
  cannotJudge: number;
  /** With the other raters of the same comparison. null: nobody shared one. */
  agreement: number | null;
  /** Dawid and Skene: the probability that this rater's vote is what the comparison's consensus is. */
  accuracy: number | null;
  tieRate: number | null;
  /** Of the votes that chose a side. */
  firstRate: number | null;
  /** Two-sided, of choosing the first as often as the second. */
  firstP: number | null;
  medianDecisionMs: number | null;
};

export type DividingPrompt = {
  promptSet: string;
  promptId: string;
  externalId: string;
  model: string;
  opponent: string;
  turn: number | null;
  votes: number;
  /** The probability that two of its votes differ. */
  disagreement: number;
};

/** Sides: how often what stood first was chosen, of votes that chose one, and the result set right for it. */
export type SideBias = {
  pair: { promptSet: string; model: string; opponent: string } | null;
  votes: number;
  firstRate: Figure<Estimated>;
  p: Figure<number>;
  /** Better minus worse with both orders weighing the same. */
  adjustedDifference: Figure<Estimated>;
};

/** What raters, asked at the end, took the models for. Numbers of raters. */
export type Blinding = {
  /** What they were asked. */
  question: string;
  /** Named one of the study's models. */
  right: number;
  /** Named others only. */
  wrong: number;
  /** Left it empty. */
  unknown: number;
  /** Bang's blinding index, −1 to 1. */
  index: Figure<Estimated>;
};

export type DataQuality = {
  agreement: AgreementRow[];
  /** Units with two votes or more. */
  sharedUnits: number;
  sideBias: SideBias;
  sideBiasByPair: SideBias[];
  raters: RaterRow[];
  dividingPrompts: DividingPrompt[];
  /** Votes a model as judge cast, against what the raters said of the same units. null: there are no such votes. */
  humanModelAgreement: Figure<Estimated> | null;
  /** Votes by time taken. The last bucket has no end. Milliseconds. */
  decisionTimes: { fromMs: number; toMs: number | null; votes: number }[];
  medianDecisionMs: number | null;
  /** null: the study does not ask. */
  blinding: Blinding | null;
  exclusions: {
    raters: number;
    votes: number;
    /** In the rules' order, by hand last; none that names nobody. */
    byRule: { rule: ExclusionRule | "by_hand"; raters: number; votes: number }[];
    byModel: { model: string; votes: number; responses: number }[];
  };
};

/** One moment of the sequence: the difference so far, with an interval that may be looked at as often as one likes. */
export type SequencePoint = { raters: number; votes: number; at: string | null; value: number; interval: Interval };

export type PairSequence = {
  promptSet: string;
  model: string;
  opponent: string;
  /** From rater 20 on; before, why not. */
  points: Figure<SequencePoint[]>;
};

/** Variance of one vote's difference (−1, 0, 1), by where it comes from. */
export type VarianceComponents = { prompt: number; rater: number; residual: number };

export type PairPlan = {
  promptSet: string;
  model: string;
  opponent: string;
  components: Figure<VarianceComponents>;
  prompts: number;
  raters: number;
  votes: number;
  halfWidth: Figure<number>;
  /** However many votes and raters are bought for these prompts. */
  floorHalfWidth: Figure<number>;
  next: "prompts" | "raters" | "votes" | "enough" | "nothing";
  advice: string;
};

export type ProgressAnalysis = {
  /** Votes so far at each moment; as the votes came in. */
  votesOverTime: { at: string; votes: number }[];
  votesWanted: number | null;
  sequences: PairSequence[];
  plans: PairPlan[];
};

/** All that the dashboards show, for one choice of options. */
export type Analysis = {
  study: string;
  protocolHash: string | null;
  /** Moves with each vote, undo and exclusion. */
  version: string;
  computedAt: string;
  options: AnalysisOptions;
  /** What holds where a reader chose nothing: the study's analysis plan. */
  defaults: AnalysisOptions;
  /** Each figure's method and estimand, in a sentence a paper could take. */
  methods: Record<string, string>;
  votes: number;
  raters: number;
  prompts: number;
  /** One or two sentences over all comparisons. */
  headline: string;
  /** The pair that the study is for, as its plan declares; absent: none is. */
  primaryContrast?: [string, string];
  pairs: PairAnalysis[];
  leaderboard: Leaderboard;
  quality: DataQuality;
  progress: ProgressAnalysis;
  /** What the filters can be set to. */
  filters: { promptSets: string[]; categories: string[] };
};

/** What `results NAME --json` prints and the studio's JSON download holds; of when it was computed it says nothing. */
export type ResultsFile = Results & {
  /** The declared rule by which the study closed itself; absent: it did not. */
  stopped?: StopReason & { sentence: string };
  /** What was changed since the protocol was frozen; absent: nothing. */
  amendments?: Amendment[];
  /** What raters said beside the choice; absent: the study does not ask. */
  asked?: AskedResults;
  analysis: Omit<Analysis, "version" | "computedAt">;
};
