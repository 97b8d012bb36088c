import { z } from "zod";

/**
 * Every job by its stable name, with what it carries: ids only, since the queue may be lost and is then filled again
 * from the database.
 */
export const JOB_PAYLOADS = {
  "open-study": z.object({ studyId: z.uuid(), accountId: z.uuid() }),
  "sweep-leases": z.object({}),
  "sweep-runs": z.object({}),
  "purge-demo": z.object({}),
  "refresh-weights": z.object({}),
  "check-stopping": z.object({}),
  "end-closed-studies": z.object({}),
  "dry-run": z.object({ studyId: z.uuid() }),
  "review-rater": z.object({ raterId: z.uuid() }),
  "review-studies": z.object({}),
  "sync-marketplaces": z.object({}),
  "delete-due-studies": z.object({}),
} as const;

export type JobName = keyof typeof JOB_PAYLOADS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOB_PAYLOADS)[Name]>;

export function isJobName(name: string): name is JobName {
  return Object.hasOwn(JOB_PAYLOADS, name);
}
