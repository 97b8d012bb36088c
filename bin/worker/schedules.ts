import type { JobName } from "@/lib/jobs/jobs";
import { getQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

/** Jobs that come again and again. Milliseconds. */
const EVERY_MS: Partial<Record<JobName, number>> = {
  "sweep-leases": 20_000,
  "sweep-runs": 3_000,
  "purge-demo": 3_600_000,
  "refresh-weights": 5_000,
  "check-stopping": 10_000,
  "end-closed-studies": 60_000,
  "review-studies": 15_000,
  "sync-marketplaces": 300_000,
  "delete-due-studies": 600_000,
};
// Redis may come back empty after an outage, and with it the schedules
const LOOK_MS = 5_000;

/** Keeps the repeating jobs on the queue. Any number of workers may: each schedule is one, whoever writes it. */
export function keepSchedules(): { stop(): void } {
  const keep = async () => {
    for (const [name, every] of Object.entries(EVERY_MS)) {
      // written anew, one that is there would begin its wait again
      const isThere = await getQueue().getJobScheduler(name);
      if (!isThere) await getQueue().upsertJobScheduler(name, { every }, { name, data: {} });
    }
  };
  const tryToKeep = () =>
    void keep().catch((error: Error) => log.warn({ reason: error.message }, "schedules not renewed"));
  tryToKeep();
  const timer = setInterval(tryToKeep, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
