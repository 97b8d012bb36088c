import { formatDecimal, formatPercent } from "@/components/results/format-figures";
import type { AgreementRow } from "@/lib/results/analysis-schema";

type Words = { name: string; means: string; scale: "share" | "coefficient" };

export const MEASURE_WORDS: Record<AgreementRow["measure"], Words> = {
  raw: { name: "Two raters agree", means: "of pairs of votes on the same comparison", scale: "share" },
  leave_one_out: {
    name: "One rater agrees with the others",
    means: "the majority of the other votes on the same comparison",
    scale: "share",
  },
  krippendorff_nominal: {
    name: "Krippendorff’s α, nominal",
    means: "beyond chance; all differences weigh the same",
    scale: "coefficient",
  },
  krippendorff_ordinal: {
    name: "Krippendorff’s α, ordinal",
    means: "beyond chance; a tie lies between better and worse",
    scale: "coefficient",
  },
  fleiss: { name: "Fleiss’ κ", means: "beyond chance, as many votes on each comparison", scale: "coefficient" },
  gwet_ac1: { name: "Gwet’s AC1", means: "beyond chance, steady where one answer is common", scale: "coefficient" },
};

export const MEASURES_IN_ORDER = [
  "raw",
  "leave_one_out",
  "krippendorff_nominal",
  "krippendorff_ordinal",
  "fleiss",
  "gwet_ac1",
] as const;

/**
 * What human raters reached elsewhere, as published. Shares, 0 to 1. AlpacaFarm's 65.7% is not among them: it is not said
 * how ties count in it.
 */
export const PUBLISHED_LEVELS = [
  { measure: "raw", source: "MT-Bench", ties: "with", share: 0.63 },
  { measure: "raw", source: "MT-Bench", ties: "without", share: 0.81 },
] as const;

/** A share as percent, a coefficient as it is. */
export function formatMeasure(measure: AgreementRow["measure"], value: number): string {
  return MEASURE_WORDS[measure].scale === "share" ? formatPercent(value) : formatDecimal(value);
}

export function formatPublished(share: number): string {
  return formatPercent(share, Number.isInteger(share * 100) ? 0 : 1);
}
