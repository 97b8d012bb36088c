import { Worker } from "bullmq";
import { startGenerationPool } from "@/bin/worker/generation-pool";
import { HELP, parseWorkerOptions, type WorkerOptions } from "@/bin/worker/options";
import { runJob } from "@/bin/worker/run-job";
import { keepSchedules } from "@/bin/worker/schedules";
import { closeEverything } from "@/lib/close-at-end";
import { SetupError } from "@/lib/embedded/setup-error";
import { getEnv } from "@/lib/env";
import { countJob } from "@/lib/inference/metrics";
import { startMetricsSnapshots } from "@/lib/inference/metrics-snapshots";
import { QUEUE_NAME } from "@/lib/jobs/queue";
import { log } from "@/lib/log";
import { openWorkerRedis } from "@/lib/redis/client";
import { startHeartbeat } from "@/lib/redis/heartbeat";

// a job that takes longer is given up, and another worker takes it over when its lock runs out
const GRACE_MS = 6_000;
// requests in flight have until then; after it their responses go back to be asked for again
const IN_FLIGHT_MS = 4_000;
/** Openings, sweeps and the like. */
const JOBS_AT_ONCE = 4;

try {
  const options = parseWorkerOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else run(options);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}

function run(options: WorkerOptions): void {
  if (options.dataDir) process.env.EUCALYPT_DATA_DIR = options.dataDir;
  requireSettings();
  const connection = openWorkerRedis();
  const worker = new Worker(QUEUE_NAME, runJob, { connection, concurrency: JOBS_AT_ONCE });
  worker.on("error", (error) => log.warn({ code: (error as { code?: string }).code }, "worker lost its connection"));
  worker.on("failed", (job, error) => {
    countJob(job?.name ?? "unknown", "failed");
    log.error({ job: job?.name, id: job?.id, err: error }, "job failed");
  });
  worker.on("completed", (job) => {
    countJob(job.name, "done");
    log.debug({ job: job.name, id: job.id }, "job done");
  });
  const heartbeat = startHeartbeat();
  const metrics = startMetricsSnapshots();
  const schedules = keepSchedules();
  const pool = startGenerationPool(options.concurrency);
  log.info({ concurrency: options.concurrency }, "worker started");

  const stop = async () => {
    heartbeat.stop();
    metrics.stop();
    schedules.stop();
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    await Promise.all([worker.close(), pool.stop(IN_FLIGHT_MS)]);
    connection.disconnect();
    await closeEverything();
    log.info("worker stopped");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.once(signal, () => void stop());
}

function requireSettings(): void {
  try {
    getEnv();
  } catch (error) {
    throw new SetupError((error as Error).message);
  }
}
