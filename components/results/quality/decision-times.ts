import { formatDuration } from "@/components/ui/format";
import type { DataQuality } from "@/lib/results/analysis-schema";

type Bucket = DataQuality["decisionTimes"][number];

/** 5 s, 2 min: the end of a bucket, on an axis. */
export function formatBucketEnd(ms: number): string {
  const seconds = ms / 1000;
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** "5 s to 10 s"; "2 min and more" */
export function formatBucket({ fromMs, toMs }: Bucket): string {
  return toMs === null
    ? `${formatBucketEnd(fromMs)} and more`
    : `${formatBucketEnd(fromMs)} to ${formatBucketEnd(toMs)}`;
}

/** The histogram in words, for whoever cannot see it. */
export function describeTimes(buckets: Bucket[], medianMs: number | null): string {
  const median = medianMs === null ? "" : ` Median ${formatDuration(medianMs)}.`;
  return `Votes by the time they took.${median} ${buckets.map((bucket) => `${formatBucket(bucket)}: ${bucket.votes}`).join("; ")}`;
}
