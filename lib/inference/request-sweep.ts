import "server-only";
import { enqueue } from "@/lib/jobs/queue";
import { log } from "@/lib/log";

/** Has a worker look at once for what there is to do. Where the queue is away, the next sweep finds it. */
export async function requestSweep(): Promise<void> {
  await enqueue("sweep-runs", {}, { onceAs: "sweep-runs" }).catch((error: Error) =>
    log.warn({ reason: error.message }, "a run waits for the next sweep"),
  );
}
