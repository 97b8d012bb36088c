import { formatBetween, formatPoints } from "@/components/results/format-figures";
import type { PairSequence, SequencePoint } from "@/lib/results/analysis-schema";

export function toSequenceName({ model, opponent, promptSet }: PairSequence, withSet: boolean): string {
  return withSet ? `${model} v ${opponent}, ${promptSet}` : `${model} v ${opponent}`;
}

/** +20.1 points, between 8.2 and 31.9 */
export function sayPoint({ value, interval }: SequencePoint): string {
  return `${formatPoints(value)} points, ${formatBetween(interval, formatPoints)}`;
}

/** The number of raters at which the band first left nought out; null: it never has. A study may stop there. */
export function findDecided(points: SequencePoint[]): number | null {
  return points.find(({ interval }) => interval.low > 0 || interval.high < 0)?.raters ?? null;
}

/** "Left zero out at rater 34." */
export function sayDecided(points: SequencePoint[]): string {
  const raters = findDecided(points);
  return raters === null ? "It still holds zero." : `It left zero out at rater ${raters}.`;
}

/** Room for all bands that stand together, in steps of ten points, with zero inside. */
export function toSharedDomain(sequences: SequencePoint[][]): { low: number; high: number; raters: number } {
  const points = sequences.flat();
  // the first bands are wide, and would press all later ones flat
  const lasting = sequences.flatMap((sequence) => sequence.slice(Math.floor(sequence.length / 4)));
  const reach = Math.max(0.1, ...lasting.flatMap(({ interval }) => [-interval.low, interval.high]));
  const end = Math.min(1, Math.ceil(reach * 10) / 10);
  return { low: -end, high: end, raters: Math.max(1, ...points.map(({ raters }) => raters)) };
}
