import type { BarPanel, PartNames } from "@/components/results/bars";
import { hasBothBad, RATE_NAMES, type TieView } from "@/components/results/matrix-bars";
import type { AnalysisOptions, PairAnalysis } from "@/lib/results/analysis-schema";

/** One panel in words, for whoever cannot see it: the figures of every bar, and between what they lie. */
export function describePanel({ promptSet, bars }: BarPanel, names: PartNames): string {
  const said = bars.map((bar) => {
    if (bar.segments.length === 0) return `${bar.label.join(" ")}: ${bar.reason ?? "no votes"}`;
    const figures = bar.segments.map((segment) => segment.figure).join(", ");
    const between = bar.whiskers.map(({ low, high }) => `${low.toFixed(0)} to ${high.toFixed(0)}`).join(" and ");
    return `${bar.label.join(" ")}: ${figures}${between && `, intervals ${between}`}`;
  });
  return `${promptSet}. Percent of votes ${names.better}, ${names.tied}, ${names.worse}. ${said.join("; ")}`;
}

type Captioned = { pairs: PairAnalysis[]; options: AnalysisOptions; view: TieView };

/** "How to read this", for what this figure holds and nothing else. */
export function toMatrixCaption({ pairs, options, view }: Captioned): string {
  const hasWhiskers = pairs.some((pair) => pair.betterShare.ok);
  const isAllPairs = pairs.some((pair) => pair.model !== pairs[0]?.model);
  return [
    "Each bar divides the votes on one pair of models, over one prompt set.",
    isAllPairs && "In “A v B”, A is the first named.",
    view === "dropped" && "Ties are left out of the bars.",
    hasWhiskers ? `${WHISKERS[view]} ${SHARED[options.estimand]}` : "There is no interval where the votes allow none.",
    hasBothBad(pairs) && view !== "dropped" && "“Both bad” is counted with “equally good”.",
    "“Cannot judge” is outside the percentages. Bars are rounded so that they add to 100.",
    pairs.some((pair) => pair.published) &&
      "Circles mark where BAIR’s published bars divide; BAIR published no counts and no intervals.",
    pairs.some((pair) => pair.votes === 0) && "A dashed frame has no votes, for the reason it gives.",
  ]
    .filter(Boolean)
    .join(" ");
}

const WHISKERS: Record<TieView, string> = {
  show: "The lower whisker is the 95% interval of “better”, the upper one of “better or tied”.",
  better_or_tied: `The whisker is the 95% interval of “${RATE_NAMES.better_or_tied.toLowerCase()}”, the line between tied and worse.`,
  half: "The whisker is the 95% interval of the win rate with a tie as half a win: the middle of the tied part.",
  dropped: "The whisker is the 95% interval of “better” among the votes that chose one.",
};

const SHARED = {
  prompts_like_these: "It allows for votes that share a prompt or a rater.",
  these_prompts: "It allows for votes that share a rater, and speaks of these prompts alone.",
};
