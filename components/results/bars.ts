import type { MatrixBar, MatrixPanel } from "@/lib/results/schema";
import { toShares } from "@/lib/stats/shares";

export const PARTS = ["better", "tied", "worse"] as const;
export type Part = (typeof PARTS)[number];

/** A part of a bar. `percent` is exact and says where it is drawn; `figure` is rounded and says what is printed. */
export type Segment = { part: Part; from: number; percent: number; figure: string };

/** Below this a figure does not fit into its part, and stands outside. Percent. */
const ROOM_FOR_FIGURE = 6;

export function hasRoom(segment: Segment): boolean {
  return segment.percent >= ROOM_FOR_FIGURE;
}

/** A bar's parts from the bottom up, both bad with tied; [] where there are no votes. The figures add to 100. */
export function toSegments(bar: MatrixBar): Segment[] {
  const counts = [bar.better, bar.tied + bar.bothBad, bar.worse];
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const rounded = toShares(counts, 0);
  let from = 0;
  return PARTS.map((part, index) => {
    const count = counts[index] ?? 0;
    const percent = (100 * count) / total;
    const figure = count > 0 && rounded[index] === 0 ? "<1" : String(rounded[index]);
    const segment = { part, from, percent, figure };
    from += percent;
    return segment;
  });
}

/** Percent from the bottom at which a published bar divides. */
export function toPublishedMarks(bar: MatrixBar): number[] {
  return bar.published === null ? [] : [bar.published.better, bar.published.better + bar.published.tied];
}

/** "v Alpaca" beside a reference; "Koala", "v Alpaca" where all pairs meet, which stand below each other under a bar. */
export function toLabelParts(bar: MatrixBar, reference: string | null): string[] {
  return reference === null ? [bar.model, `v ${bar.opponent}`] : [`v ${bar.opponent}`];
}

export function toLabel(bar: MatrixBar, reference: string | null): string {
  return toLabelParts(bar, reference).join(" ");
}

export function formatPublished(bar: MatrixBar): string {
  return bar.published === null ? "" : PARTS.map((part) => bar.published?.[part]).join(" / ");
}

/**
 * Where figures that stand outside a bar are put, so that two of them never overlap.
 *
 * @param gap least distance between two figures; percent of the bar's height.
 * @returns the segment and the height of its figure's middle, percent from the bottom, rising.
 */
export function placeOutside(segments: Segment[], gap: number): { segment: Segment; at: number }[] {
  const placed = segments
    .filter((segment) => !hasRoom(segment))
    .map((segment) => ({ segment, at: segment.from + segment.percent / 2 }));
  for (const [index, figure] of placed.entries()) {
    const below = placed[index - 1];
    figure.at = Math.max(figure.at, gap / 2, below ? below.at + gap : 0);
  }
  // then down again from the top, where the last ones would stick out
  let ceiling = 100 - gap / 2;
  for (const figure of placed.toReversed()) {
    figure.at = Math.min(figure.at, ceiling);
    ceiling = figure.at - gap;
  }
  return placed;
}

export type Legend = Record<Part, string>;

export function toLegend(reference: string | null, offersBothBad: boolean): Legend {
  return {
    better: `${reference ?? "A"} better`,
    tied: offersBothBad ? "Equally good, or both bad" : "Equally good",
    worse: reference === null ? "B better" : `${reference} worse`,
  };
}

/** The whole panel in words, for whoever cannot see it. */
export function describePanel(panel: MatrixPanel, legend: Legend): string {
  const bars = panel.bars.map((bar) => {
    const segments = toSegments(bar);
    const said = segments.length === 0 ? bar.reason : segments.map((segment) => segment.figure).join(", ");
    return `${toLabel(bar, panel.reference)}: ${said ?? "no votes"}`;
  });
  return `${panel.promptSet}. Percent of votes ${legend.better}, ${legend.tied}, ${legend.worse}. ${bars.join("; ")}`;
}

/** "How to read this", for what this figure holds and nothing else. */
export function toCaption(panels: MatrixPanel[], offersBothBad: boolean): string {
  const bars = panels.flatMap((panel) => panel.bars);
  const allPairs = panels.some((panel) => panel.reference === null);
  return [
    "How to read this. Each bar divides the votes on one pair of models, over one prompt set.",
    allPairs && "In “A v B”, A is the first named.",
    offersBothBad && "“Both bad” is counted with “equally good” in the bar and has its own column in the table.",
    "“Cannot judge” is outside the percentages. Bars are rounded so that they add to 100.",
    "No interval is drawn, so a small difference may be chance.",
    bars.some((bar) => bar.published) &&
      "Circles mark where BAIR’s published bars divide; BAIR published no counts and no intervals.",
    bars.some((bar) => bar.votes === 0) && "A dashed frame has no votes, for the reason it gives.",
  ]
    .filter(Boolean)
    .join(" ");
}
