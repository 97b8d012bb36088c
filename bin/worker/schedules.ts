import { getQueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

const SWEEP_LEASES_MS = 20_000;
// Redis may come back empty after an outage, and with it the schedule
const RENEW_MS = 60_000;

/** Puts the repeating jobs on the queue. Any number of workers may: each schedule is one, whoever writes it. */
export function keepSchedules(): { stop(): void } {
  const renew = () =>
    getQueue()
      .upsertJobScheduler("sweep-leases", { every: SWEEP_LEASES_MS }, { name: "sweep-leases", data: {} })
      .catch((error: Error) => log.warn({ reason: error.message }, "schedules not renewed"));
  void renew();
  const timer = setInterval(renew, RENEW_MS);
  return { stop: () => clearInterval(timer) };
}
