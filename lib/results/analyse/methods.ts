import { SEED } from "@/lib/results/analyse/settings";
import { writePointsOf } from "@/lib/results/analyse/words";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";

const ESTIMAND: Record<AnalysisOptions["estimand"], string> = {
  prompts_like_these: "the rate over prompts like these, judged by raters like these",
  these_prompts: "the rate over these prompts, judged by raters like these",
};

const INTERVAL: Record<AnalysisOptions["estimand"], string> = {
  prompts_like_these: "two-way clustered by prompt and rater (Cameron, Gelbach and Miller, 2011)",
  these_prompts: "clustered by rater (Bell and McCaffrey, 2002)",
};

const AGGREGATION: Record<AnalysisOptions["aggregation"], string> = {
  votes: "Each vote weighs the same.",
  prompts: "Each prompt weighs the same, however many votes it has.",
  majority: "Each comparison is one vote: that of its majority, and a tie where there is none.",
};

const TIE_RULE: Record<AnalysisOptions["tieRule"], string> = {
  half: "a tie is half a win",
  dropped: "ties are left out",
  better_or_tied: "a tie is a win",
};

const SCORE_MODEL: Record<AnalysisOptions["scoreModel"], string> = {
  bradley_terry: "Bradley and Terry (1952), a tie being half a win for each",
  davidson: "Davidson (1970), with a parameter for ties",
  rao_kupper: "Rao and Kupper (1967), with a threshold for ties",
};

/** Each figure's method and estimand, in words that a paper could take. */
export function describeMethods(options: AnalysisOptions, contrasts: number): Record<string, string> {
  const { estimand, aggregation, equivalenceMargin: margin } = options;
  const clustered = `95%, ${INTERVAL[estimand]}, with Student's t and Satterthwaite's degrees of freedom`;
  const order = options.orderEffect
    ? " and a parameter for the response that stands first (Davidson and Beaver, 1977)"
    : "";
  return {
    difference: `Estimand: ${ESTIMAND[estimand]}. Intervals: ${clustered}. ${AGGREGATION[aggregation]}`,
    winRate: `Estimand: ${ESTIMAND[estimand]}; ${TIE_RULE[options.tieRule]}. Interval: ${clustered}.`,
    shares: `Shares of better, tied (both bad with them) and worse among the votes that judge. Intervals: ${clustered}.`,
    test: `Two-sided test of no difference; p-values adjusted by Holm (1979) over the study's ${contrasts} declared comparisons, pairs × prompt sets.`,
    equivalence:
      margin === null
        ? "No margin of equivalence was declared."
        : `Two one-sided tests (Schuirmann, 1987) of a difference beyond the declared margin of ${writePointsOf(margin)}.`,
    independentVotes: "For comparison: the interval if every vote were of another prompt and another rater (Wald).",
    bootstrap: `For comparison: raters${estimand === "these_prompts" ? "" : " and prompts"} drawn with replacement, bootstrap-t (Hall, 1988), seed ${SEED}.`,
    fragility:
      "The fewest votes, raters or prompts whose removal turns the order of the pair, each vote weighing the same (after Huang, Shen, Wei and Broderick, 2025).",
    leaderboard: `Scores: ${SCORE_MODEL[options.scoreModel]}${order}; 400 · log10 of the odds, about a mean of 1,000. Intervals: ${clustered}. Rank ranges hold for all models at once.`,
    arenaRank: "1 + the number of models whose interval lies wholly above this one's (Chiang et al., 2024).",
    heatMap: `The row's win rate against the column, a tie being half a win. Estimand: ${ESTIMAND[estimand]}.`,
    fit: "Pearson's chi-square of the pairwise table against the scores, divided by the votes' mean design effect (Rao and Scott, 1984).",
    agreement: `Of raters on the same comparison, for prompts and raters like these; seen from the models, so that sides do not matter. Intervals: Student's t and a bootstrap over prompts and raters, seed ${SEED}.`,
    accuracy: "The probability that a rater's vote is its comparison's consensus (Dawid and Skene, 1979).",
    sideBias:
      "The share of “first” among votes that chose a side, clustered by prompt and rater. The difference set right gives both orders the same weight (Wang et al., 2023).",
    blinding:
      "Bang's index (Bang, Ni and Davis, 2004): the share of raters who named one of the study's models beyond those who named others only; who named none counts as not knowing. Interval: 95%, normal, over raters.",
    dividingPrompts: "The probability that two votes on one comparison differ (Simpson, 1949).",
    humanModelAgreement:
      "The share of models' votes that say what a rater's vote on the same comparison says (Zheng et al., 2023). Models as judges are in no other figure.",
    sequence:
      "95% over all looks at once: a confidence sequence with one step a finished rater, from the 20th on, for these prompts and raters like these (Waudby-Smith et al., 2024).",
    plan: `Variance of one vote's difference by prompt, rater and the rest, from the votes so far; half-width of the 95% interval of ${ESTIMAND[estimand]}.`,
  };
}
