import { toShares } from "@/lib/stats/shares";

export const PARTS = ["better", "tied", "worse"] as const;
export type Part = (typeof PARTS)[number];

/** A part of a bar. `percent` is exact and says where it is drawn; `figure` is rounded and says what is printed. */
export type Segment = { part: Part; from: number; percent: number; figure: string };

/** An interval beside a bar; percent from the bottom. */
export type Whisker = { low: number; high: number };

/** All that a drawing of one bar needs, in any technique; plain values, so that it can cross to the browser. */
export type Bar = {
  /** Of its panel alone. */
  key: string;
  /** "v Alpaca"; or "Koala", "v Alpaca", which stand below each other. */
  label: string[];
  /** From the bottom up; [] where there are no votes. */
  segments: Segment[];
  whiskers: Whisker[];
  /** Where a published bar divides; percent from the bottom. */
  marks: number[];
  /** Rows under the bar: the figures of "Votes", "Raters" … */
  under: { name: string; figure: string; isPublished?: boolean }[];
  /** Why there is no bar, as a sentence. */
  reason: string | null;
};

export type BarPanel = { promptSet: string; bars: Bar[] };

/** Below this a figure does not fit into its part, and stands outside. Percent. */
const ROOM_FOR_FIGURE = 6;

export function hasRoom(segment: Segment): boolean {
  return segment.percent >= ROOM_FOR_FIGURE;
}

/**
 * A bar's parts from the bottom up. The figures add to 100.
 *
 * @param weights of the parts, whole numbers: counts of votes, or shares of a thousand million. A part without one is left out.
 * @returns [] where all are 0.
 */
export function toSegments(weights: Partial<Record<Part, number>>): Segment[] {
  const parts = PARTS.filter((part) => weights[part] !== undefined);
  const counts = parts.map((part) => weights[part] ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const rounded = toShares(counts, 0);
  let from = 0;
  return parts.map((part, index) => {
    const count = counts[index] ?? 0;
    const percent = (100 * count) / total;
    const figure = count > 0 && rounded[index] === 0 ? "<1" : String(rounded[index]);
    const segment = { part, from, percent, figure };
    from += percent;
    return segment;
  });
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

/** Where whiskers stand, of the bar's width: one above the other, or side by side where they would hide each other. */
export function placeWhiskers(whiskers: Whisker[]): (Whisker & { at: number })[] {
  const overlap = whiskers.some(({ low }, index) => index > 0 && low <= (whiskers[index - 1]?.high ?? 0));
  return whiskers.map((whisker, index) => ({ ...whisker, at: overlap ? 0.66 + 0.22 * index : 0.79 }));
}

export type PartNames = Record<Part, string>;

/** Names of the parts for whoever reads the legend. @param reference null: each bar names two models, A and B. */
export function toPartNames(reference: string | null, offersBothBad: boolean): PartNames {
  return {
    better: `${reference ?? "A"} better`,
    tied: offersBothBad ? "Equally good, or both bad" : "Equally good",
    worse: reference === null ? "B better" : `${reference} worse`,
  };
}
