import { isCounted } from "@/lib/results/analyse/progress";
import type { Scope } from "@/lib/results/analyse/scope";
import type { DataQuality } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";

/** Where buckets begin, in seconds: finer where raters who do not read would be. */
const BUCKETS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];

/** Votes by the time they took; [] where nobody's was measured. */
export function countDecisionTimes(
  votes: StudyVotes,
  scope: Scope,
): Pick<DataQuality, "decisionTimes" | "medianDecisionMs"> {
  const { log } = votes;
  const times = log.decisionMs.filter((ms, vote) => ms >= 0 && isCounted(log, vote, scope)).sort();
  const buckets = BUCKETS.map((from, place) => ({ fromMs: from * 1000, toMs: toMs(BUCKETS[place + 1]), votes: 0 }));
  for (const ms of times) {
    const bucket = buckets.findLast(({ fromMs }) => fromMs <= ms);
    if (bucket) bucket.votes += 1;
  }
  return { decisionTimes: times.length === 0 ? [] : buckets, medianDecisionMs: findMedian(times) };
}

/** By rater; null of whom no time was measured. */
export function findMedianTimes({ log, raters }: StudyVotes, scope: Scope): (number | null)[] {
  const byRater: number[][] = raters.map(() => []);
  for (let vote = 0; vote < log.votes; vote++) {
    const ms = log.decisionMs[vote] as number;
    if (ms >= 0 && scope.hasPrompt(log.prompt[vote] as number)) byRater[log.rater[vote] as number]?.push(ms);
  }
  return byRater.map((times) => findMedian(Int32Array.from(times).sort()));
}

/** @param sorted ascending. */
function findMedian(sorted: Int32Array): number | null {
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[(sorted.length - 1) >> 1] as number, sorted[sorted.length >> 1] as number];
  return (low + high) / 2;
}

function toMs(seconds: number | undefined): number | null {
  return seconds === undefined ? null : seconds * 1000;
}
