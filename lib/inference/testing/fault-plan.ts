import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

export const FAULTS = [
  /** 429 with Retry-After. */
  "rate_limited",
  /** 500. */
  "server_error",
  /** The connection breaks before the headers. */
  "reset",
  /** It breaks when half the answer was sent. */
  "reset_midway",
  "garbage_json",
  /** A whole HTTP reply that holds half a JSON document; half an event in a stream. */
  "truncated_json",
  /** The stream ends in order, but without a finish reason. */
  "truncated_stream",
  "empty",
  /** Half an answer that says it was cut by its token limit. */
  "length",
  /** Nothing is ever sent. */
  "hang",
] as const;

export type FaultName = (typeof FAULTS)[number];

/** A reply written out, for what no fault above covers. */
export type RawReply = { status: number; headers?: Record<string, string>; body: string };

/** "none" in a queue: this request is answered. */
export type Fault = FaultName | "none" | RawReply;

export type FaultPlan = {
  /** One for each next request, in order. */
  queue?: Fault[];
  /** Once the queue is empty: how likely each is, 0 to 1; they add up to 1 at most. */
  probabilities?: Partial<Record<FaultName, number>>;
  seed?: number;
};

/** Which fault each request meets; the same plan gives the same faults in the order of arrival. */
export function createFaultPlan({ queue = [], probabilities = {}, seed = 1 }: FaultPlan): () => Fault {
  const left = [...queue];
  const random = xoroshiro128plus(seed);
  return () => {
    const queued = left.shift();
    if (queued !== undefined) return queued;
    let share = uniformFloat64(random);
    for (const fault of FAULTS) {
      share -= probabilities[fault] ?? 0;
      if (share < 0) return fault;
    }
    return "none";
  };
}
