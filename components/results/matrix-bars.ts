import { type Bar, type BarPanel, type Part, toSegments, type Whisker } from "@/components/results/bars";
import { formatEstimate } from "@/components/results/format-estimate";
import { formatCount } from "@/components/ui/format";
import type { Estimated, Figure, PairAnalysis } from "@/lib/results/analysis-schema";
import type { MatrixBar, PublishedShares } from "@/lib/results/schema";
import type { TieRule } from "@/lib/stats/estimate";

/** show: better, tied and worse are three. Else what a tie counts as, and where it divides the bar. */
export type TieView = "show" | TieRule;

/** What the row of win rates is called. */
export const RATE_NAMES: Record<TieRule, string> = {
  better_or_tied: "Better or tied",
  half: "Ties as half",
  dropped: "Ties dropped",
};

/** The model that every comparison of the study is seen from. null: all pairs were compared, and each bar names both. */
export function findReference(pairs: Pick<MatrixBar, "model">[]): string | null {
  const [first] = pairs;
  return first && pairs.every((pair) => pair.model === first.model) ? first.model : null;
}

/** Somebody said "both bad": it was on offer. */
export function hasBothBad(pairs: Pick<MatrixBar, "bothBad">[]): boolean {
  return pairs.some((pair) => pair.bothBad > 0);
}

/** A panel a prompt set, in the order in which the sets come. */
export function toBarPanels(pairs: PairAnalysis[], view: TieView): BarPanel[] {
  const reference = findReference(pairs);
  return [...new Set(pairs.map((pair) => pair.promptSet))].map((promptSet) => {
    const own = pairs.filter((pair) => pair.promptSet === promptSet);
    const look = { reference, view, withPublished: own.some((pair) => pair.published) };
    return { promptSet, bars: own.map((pair) => toBar(pair, look)) };
  });
}

type Look = { reference: string | null; view: TieView; withPublished: boolean };

function toBar(pair: PairAnalysis, { reference, view, withPublished }: Look): Bar {
  const published = { name: "Published", figure: formatPublished(pair.published), isPublished: true };
  return {
    key: `${pair.model} v ${pair.opponent}`,
    label: toLabel(pair, reference),
    segments: toSegments(toWeights(pair, view)),
    whiskers: toWhiskers(pair, view),
    marks: pair.published ? toMarks(pair.published, view) : [],
    under: [
      ...(view === "show" ? [] : [{ name: RATE_NAMES[view], figure: formatRate(pair) }]),
      { name: "Votes", figure: formatCount(pair.votes) },
      { name: "Raters", figure: formatCount(pair.raters) },
      { name: "Prompts", figure: formatCount(pair.prompts) },
      ...(withPublished ? [published] : []),
    ],
    reason: pair.reason,
  };
}

/** "v Alpaca" beside a reference; "Koala", "v Alpaca" where all pairs meet. */
export function toLabel(
  { model, opponent }: Pick<MatrixBar, "model" | "opponent">,
  reference: string | null,
): string[] {
  return reference === null ? [model, `v ${opponent}`] : [`v ${opponent}`];
}

/** 48 / 22 / 30 */
export function formatPublished(published: PublishedShares | null): string {
  return published === null ? "" : [published.better, published.tied, published.worse].join(" / ");
}

function formatRate({ winRate }: PairAnalysis): string {
  return winRate.ok ? formatEstimate(winRate.value) : "–";
}

/**
 * What the parts of a bar weigh, as whole numbers: the estimated shares, or where there are none (one vote has no
 * interval) the counts.
 */
export function toWeights(pair: PairAnalysis, view: TieView): Partial<Record<Part, number>> {
  const shares = [pair.betterShare, pair.tiedShare, pair.worseShare].map(toWeight);
  const isEstimated = shares.every((share) => share !== null);
  const [better = 0, tied = 0, worse = 0] = isEstimated ? shares : [pair.better, pair.tied + pair.bothBad, pair.worse];
  return view === "dropped" ? { better, worse } : { better, tied, worse };
}

function toWeight(share: Figure<Estimated>): number | null {
  return share.ok ? Math.round(share.value.value * 1e9) : null;
}

function toWhiskers(pair: PairAnalysis, view: TieView): Whisker[] {
  const figures = view === "show" ? [pair.betterShare, pair.betterOrTied] : [pair.winRate];
  return figures.flatMap((figure) => {
    if (!figure.ok) return [];
    const { low, high } = figure.value.interval;
    return [{ low: Math.max(0, 100 * low), high: Math.min(100, 100 * high) }];
  });
}

function toMarks({ better, tied, worse }: PublishedShares, view: TieView): number[] {
  if (view === "better_or_tied") return [better + tied];
  if (view === "half") return [better + tied / 2];
  if (view === "dropped") return [(100 * better) / (better + worse)];
  return [better, better + tied];
}
