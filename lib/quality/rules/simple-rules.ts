import { type RaterRecord, toSide } from "@/lib/quality/rules/rater-record";
import type { Finding } from "@/lib/quality/schema";
import { testFairCoin } from "@/lib/stats/fair-coin";

/** Fewer votes than this say nothing of a habit. */
const LEAST_VOTES = 12;
const SAME_SHARE = 0.95;
const TIE_SHARE = 0.9;
/** Named by chance less often than once in a thousand raters. */
const RARE = 0.001;
const LEAST_REPEATS = 5;

/** Attention checks answered otherwise than they asked for. */
export function findFailedChecks({ votes }: RaterRecord, allowed: number): Finding {
  const checks = votes.filter(({ purpose }) => purpose === "attention");
  const failed = checks.filter(({ outcome, expected }) => outcome !== expected).length;
  return { rule: "failed_checks", isNamed: failed >= allowed, evidence: { failed, shown: checks.length, allowed } };
}

/** The same side all the time, whatever stands there. Sides are drawn, so that a fair reader's fall like a coin's. */
export function findSamePosition({ votes }: RaterRecord): Finding {
  const sides = votes.map(toSide).filter((side) => side !== "tie");
  const first = sides.filter((side) => side === "first").length;
  const most = Math.max(first, sides.length - first);
  const p = testFairCoin(first, sides.length);
  const isNamed = sides.length >= LEAST_VOTES && most / sides.length >= SAME_SHARE && p < RARE;
  return { rule: "same_position", isNamed, evidence: { first, second: sides.length - first, p } };
}

export function findAlwaysTie({ votes }: RaterRecord): Finding {
  const ties = votes.filter(({ outcome }) => outcome === "tie").length;
  const isNamed = votes.length >= LEAST_VOTES && ties / votes.length >= TIE_SHARE;
  return { rule: "always_tie", isNamed, evidence: { ties, votes: votes.length } };
}

/**
 * Repeats on which the other response was preferred than at first. A coin does so on half of those where both times one was
 * preferred; the rule names whoever does it more often than that, beyond chance.
 */
export function findContradictory({ votes }: RaterRecord): Finding {
  let same = 0;
  let against = 0;
  for (const again of votes.filter(({ isRepeat }) => isRepeat)) {
    const before = votes.find(({ isRepeat, comparisonId }) => !isRepeat && comparisonId === again.comparisonId);
    if (!before || before.outcome === "tie" || again.outcome === "tie") continue;
    if (before.outcome === again.outcome) same += 1;
    else against += 1;
  }
  const p = testFairCoin(against, same + against) / 2;
  const isNamed = same + against >= LEAST_REPEATS && against > same && p < 0.05;
  return { rule: "contradictory", isNamed, evidence: { same, against, p } };
}

/** Another rater came by the same browser before. */
export function findDuplicate(record: RaterRecord, everyone: RaterRecord[]): Finding {
  const earlier = everyone.filter(({ browser, place }) => browser === record.browser && place < record.place).length;
  return {
    rule: "duplicate_person",
    isNamed: record.browser !== null && earlier > 0,
    evidence: { earlierInThisBrowser: record.browser === null ? 0 : earlier },
  };
}
