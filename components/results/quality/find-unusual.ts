import { formatP, formatPercent } from "@/components/results/format-figures";
import { formatDuration } from "@/components/ui/format";
import type { RaterRow } from "@/lib/results/analysis-schema";

/** With fewer votes a rater's rates are mostly chance. */
const FEWEST_VOTES = 10;
/** Chance of one false alarm among all raters' tests of a side, at most. */
const FAMILY_ALARM = 0.05;
/** Robust standard deviations from the median rater. */
const FAR = 4;
/** Of the median rater's time. */
const HASTY = 1 / 4;

export type Unusual = { pseudonym: string; kind: "side" | "ties" | "agreement" | "haste"; words: string };

/**
 * What is unusual about human raters who count, by pseudonym: a sentence each. Unusual is not wrong: a rater who differs
 * may be the one who reads. Sides by their test, Bonferroni over raters; rates by their distance from the median rater in
 * units of 1.4826 × the median distance (Leys et al., 2013).
 */
export function findUnusual(raters: RaterRow[]): Map<string, Unusual[]> {
  const counted = raters.filter((rater) => rater.kind === "human" && !rater.isExcluded && rater.votes >= FEWEST_VOTES);
  const tieRates = toSpread(counted.map((rater) => rater.tieRate));
  const agreements = toSpread(counted.map((rater) => rater.agreement));
  const times = toSpread(counted.map((rater) => rater.medianDecisionMs));
  const tested = counted.filter((rater) => rater.firstP !== null).length;
  const found = counted.map((rater) => [
    ...findSide(rater, tested),
    ...findTies(rater, tieRates),
    ...findAgreement(rater, agreements),
    ...findHaste(rater, times),
  ]);
  return new Map(found.flatMap((own) => (own[0] ? [[own[0].pseudonym, own]] : [])));
}

type Spread = { median: number; unit: number } | null;

/** Of three raters nobody can be told from the others. */
const FEWEST_RATERS = 5;

function toSpread(values: (number | null)[]): Spread {
  const known = values.filter((value) => value !== null);
  if (known.length < FEWEST_RATERS) return null;
  const median = toMedian(known);
  return { median, unit: 1.4826 * toMedian(known.map((value) => Math.abs(value - median))) };
}

function toMedian(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function findSide({ pseudonym, firstRate, firstP }: RaterRow, tested: number): Unusual[] {
  if (firstRate === null || firstP === null || firstP * tested >= FAMILY_ALARM) return [];
  const side = firstRate > 0.5 ? "first" : "second";
  const share = formatPercent(firstRate > 0.5 ? firstRate : 1 - firstRate, 0);
  return [
    { pseudonym, kind: "side", words: `Chooses the ${side} in ${share} of votes for a side (p ${formatP(firstP)})` },
  ];
}

function findTies({ pseudonym, tieRate }: RaterRow, spread: Spread): Unusual[] {
  if (tieRate === null || spread === null || !isFar(Math.abs(tieRate - spread.median), spread, 0.15)) return [];
  const words = `Says equally good in ${formatPercent(tieRate, 0)} of votes, the median rater in ${formatPercent(spread.median, 0)}`;
  return [{ pseudonym, kind: "ties", words }];
}

function findAgreement({ pseudonym, agreement }: RaterRow, spread: Spread): Unusual[] {
  if (agreement === null || spread === null || !isFar(spread.median - agreement, spread, 0.15)) return [];
  const words = `Agrees with ${formatPercent(agreement, 0)} of the others’ votes, the median rater with ${formatPercent(spread.median, 0)}`;
  return [{ pseudonym, kind: "agreement", words }];
}

function findHaste({ pseudonym, medianDecisionMs }: RaterRow, spread: Spread): Unusual[] {
  if (medianDecisionMs === null || spread === null || medianDecisionMs >= HASTY * spread.median) return [];
  const words = `Takes ${formatDuration(medianDecisionMs)} a vote, the median rater ${formatDuration(spread.median)}`;
  return [{ pseudonym, kind: "haste", words }];
}

/** Where raters are much alike, a small distance is far in their units and still too small to mention: `least`. */
function isFar(distance: number, { unit }: NonNullable<Spread>, least: number): boolean {
  return distance > least && distance > FAR * unit;
}
