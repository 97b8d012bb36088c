import { scoreAnomaly } from "@/lib/quality/rules/anomaly";
import type { RaterRecord } from "@/lib/quality/rules/rater-record";
import { reviewAlone } from "@/lib/quality/rules/review-alone";
import { findTooFast, measurePace } from "@/lib/quality/rules/too-fast";
import { countConsensus, estimateSkill, findUnrelated } from "@/lib/quality/rules/unrelated";
import type { Review } from "@/lib/quality/schema";

/**
 * Every rule on every rater: what each found, whether the study declares it or not. Pure; the same votes give the same.
 *
 * @param attentionFailures allowed by the protocol before a rater is named.
 * Cost: O(votes).
 */
export function reviewRaters(everyone: RaterRecord[], attentionFailures: number): Map<string, Review> {
  const consensus = countConsensus(everyone);
  const pace = measurePace(everyone);
  return new Map(
    everyone.map((record) => {
      const unrelated = findUnrelated(record, consensus);
      return [
        record.raterId,
        {
          findings: [
            ...reviewAlone(record, everyone, attentionFailures),
            findTooFast(record, pace, Number(unrelated.evidence.oddsAgainst)),
            unrelated,
          ],
          reading: estimateSkill(record, consensus),
          anomaly: scoreAnomaly(record, consensus, record.place),
        },
      ];
    }),
  );
}
