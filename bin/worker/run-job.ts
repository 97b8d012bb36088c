import { type Job, UnrecoverableError } from "bullmq";
import { HANDLERS } from "@/bin/worker/handlers";
import { AppError } from "@/lib/http/app-error";
import { isJobName, JOB_PAYLOADS, type JobName, type JobPayload } from "@/lib/jobs/jobs";

/**
 * Checks what the queue holds against its schema and runs the job's handler.
 *
 * @throws {UnrecoverableError} what retrying cannot cure: an unknown job, a malformed payload, a refused command.
 */
export async function runJob(job: Pick<Job, "name" | "data">): Promise<void> {
  if (!isJobName(job.name)) throw new UnrecoverableError(`there is no job "${job.name}"`);
  const payload = JOB_PAYLOADS[job.name].safeParse(job.data);
  if (!payload.success) throw new UnrecoverableError(`${job.name}: ${payload.error.message}`);
  const handle = HANDLERS[job.name] as (payload: JobPayload<JobName>) => Promise<unknown>;
  try {
    await handle(payload.data);
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable") throw new UnrecoverableError(error.message);
    throw error;
  }
}
