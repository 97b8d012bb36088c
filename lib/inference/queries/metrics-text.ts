import "server-only";
import { Gauge, Registry } from "prom-client";
import { getPool } from "@/lib/db/pool";
import { answerOrNull } from "@/lib/http/answer-or-null";
import { collectSnapshots } from "@/lib/inference/metrics-snapshots";
import { listKnownQueues } from "@/lib/inference/queries/known-queues";

/** Below Prometheus' usual 10 s, so that a store that hangs is told as one that is down. */
const PATIENCE_MS = 3_000;

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

type QueueCounts = { queue: string; endpoint: string | null; counts: Record<string, number> };

/** Everything /metrics says. A store that is away takes its own numbers with it and no others. */
export async function getMetricsText(): Promise<string> {
  const [workers, queues, waiting] = await Promise.all([
    answerOrNull(collectSnapshots, PATIENCE_MS),
    answerOrNull(countQueues, PATIENCE_MS),
    answerOrNull(countWaiting, PATIENCE_MS),
  ]);
  const gauges = new Registry();
  setUp(gauges, { postgres: waiting !== null, redis: workers !== null });
  if (queues) setQueues(gauges, queues);
  if (waiting) setWaiting(gauges, waiting);
  const own = await gauges.metrics();
  return workers ? `${workers}\n${own}` : own;
}

async function countQueues(): Promise<QueueCounts[]> {
  const known = await listKnownQueues();
  return Promise.all(
    known.map(async ({ queue, endpoint }) => ({
      queue: queue.name,
      endpoint,
      counts: await queue.getJobCounts("waiting", "active", "delayed", "prioritized", "completed", "failed"),
    })),
  );
}

async function countWaiting(): Promise<{ state: string; count: number }[]> {
  const { rows } = await getPool().query<{ state: string; count: number }>(
    `SELECT s.state, count(r.id)::int AS count
     FROM (VALUES ('pending'::"ResponseState"), ('running'::"ResponseState")) AS s (state)
     LEFT JOIN (responses r JOIN runs ON runs.id = r.run_id AND runs.state = 'running') ON r.state = s.state
     GROUP BY s.state`,
  );
  return rows;
}

function setUp(register: Registry, up: Record<"postgres" | "redis", boolean>): void {
  const gauge = new Gauge({
    name: "eucalypt_up",
    help: "1: this web process reaches the store; 0: it does not.",
    labelNames: ["store"],
    registers: [register],
  });
  for (const [store, isUp] of Object.entries(up)) gauge.set({ store }, isUp ? 1 : 0);
}

function setQueues(register: Registry, queues: QueueCounts[]): void {
  const gauge = new Gauge({
    name: "eucalypt_queue_jobs",
    help: "Jobs on a queue, by state.",
    labelNames: ["queue", "endpoint", "state"],
    registers: [register],
  });
  for (const { queue, endpoint, counts } of queues) {
    for (const [state, count] of Object.entries(counts)) {
      gauge.set({ queue, ...(endpoint && { endpoint }), state }, count);
    }
  }
}

function setWaiting(register: Registry, waiting: { state: string; count: number }[]): void {
  const gauge = new Gauge({
    name: "eucalypt_responses_waiting",
    help: "Responses of running runs that are still to come, by state.",
    labelNames: ["state"],
    registers: [register],
  });
  for (const { state, count } of waiting) gauge.set({ state }, count);
}
