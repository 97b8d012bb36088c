import { AGREEMENT_SUMS, type AgreementSums } from "@/lib/stats/agreement-sums";
import { NotIdentifiableError } from "@/lib/stats/errors";

/** Nominal: two outcomes are the same or not. Ordinal: A wins < tie < B wins, and far ones differ more. */
export type AlphaMetric = "nominal" | "ordinal";

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement, for any number of votes a unit. Two votes of one rater on
 * one unit are two values. Units with one vote have no part in it.
 *
 * @returns at most 1 (no disagreement); 0: as by chance.
 * @throws {NotIdentifiableError} no unit has two votes, or all votes say the same, so that no disagreement is expected.
 * Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability, University of Pennsylvania.
 */
export function toKrippendorffAlpha(sums: AgreementSums, metric: AlphaMetric): number {
  const first = sums[AGREEMENT_SUMS.sharedFirst] as number;
  const tie = sums[AGREEMENT_SUMS.sharedTie] as number;
  const second = sums[AGREEMENT_SUMS.sharedSecond] as number;
  const votes = first + tie + second;
  if (votes === 0) throw new NotIdentifiableError("No comparison has two votes.");

  const [firstAndTie, firstAndSecond, tieAndSecond] = distances(metric, first, tie, second);
  const observed =
    (sums[AGREEMENT_SUMS.firstAndTie] as number) * firstAndTie +
    (sums[AGREEMENT_SUMS.firstAndSecond] as number) * firstAndSecond +
    (sums[AGREEMENT_SUMS.tieAndSecond] as number) * tieAndSecond;
  const expected = first * tie * firstAndTie + first * second * firstAndSecond + tie * second * tieAndSecond;
  if (expected === 0) {
    throw new NotIdentifiableError("All votes say the same: agreement beyond chance is not defined.");
  }
  return 1 - (observed / (sums[AGREEMENT_SUMS.coincidences] as number)) * ((votes * (votes - 1)) / expected);
}

/** Squared distances of the outcomes. Ordinal ones are the votes that stand between two, their own counted half. */
function distances(metric: AlphaMetric, first: number, tie: number, second: number): [number, number, number] {
  if (metric === "nominal") return [1, 1, 1];
  return [((first + tie) / 2) ** 2, (tie + (first + second) / 2) ** 2, ((tie + second) / 2) ** 2];
}
