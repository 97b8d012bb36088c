import type { JobName, JobPayload } from "@/lib/jobs/jobs";

export type JobHandlers = { [Name in JobName]: (payload: JobPayload<Name>) => Promise<unknown> };

/** What each job does. A job without a handler does not compile. */
export const HANDLERS: JobHandlers = {
  "open-study": async () => {},
  "sweep-leases": async () => {},
};
