export type PayEvidence = {
  /** Declared length of a session; null: not declared, and taken for long. */
  declaredMinutes: number | null;
  attentionFailures: number;
  /** Of their total time against those who completed, on the log scale; null: too few to say. */
  timeZ: number | null;
};

/** Up to so long, one failed check is enough. Minutes. */
const SHORT = 5;

/**
 * Whether a rejection has a ground that platforms accept. Gold pairs, the comprehension check, speed on single pages and
 * an exclusion from the results are none.
 *
 * @returns the ground; null: there is none.
 */
export function findRejectionGround({
  declaredMinutes,
  attentionFailures,
  timeZ,
}: PayEvidence): "failed_checks" | "too_fast" | null {
  const needed = declaredMinutes !== null && declaredMinutes <= SHORT ? 1 : 2;
  if (attentionFailures >= needed) return "failed_checks";
  return timeZ !== null && timeZ <= -3 ? "too_fast" : null;
}
