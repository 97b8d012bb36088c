import "server-only";
import { hostname } from "node:os";
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue, type Registry } from "prom-client";
import { measureProcess, registry } from "@/lib/inference/metrics";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";

/** One field a worker: host:pid → Snapshot. */
const KEY = "metrics:workers";
const EVERY_MS = 5_000;
/** A worker that has said nothing for this long is dead, and its series end. */
const LIVES_MS = 30_000;

type Metrics = MetricObjectWithValues<MetricValue<string>>[];
/** `at` is by Redis' clock, so that machines need not agree on the time. Milliseconds. */
type Snapshot = { at: number; metrics: Metrics };

/** A worker's numbers go where every web process can read them, until `stop`. */
export function startMetricsSnapshots(): { stop(): void } {
  const worker = `${hostname()}:${process.pid}`;
  measureProcess();
  const publish = () =>
    publishSnapshot(worker, registry).catch((error: Error) =>
      log.warn({ reason: error.message }, "metrics not published"),
    );
  void publish();
  const timer = setInterval(publish, EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      getRedis()
        .hdel(KEY, worker)
        .catch(() => log.debug("metrics are left to run out"));
    },
  };
}

/** @param worker host:pid: a label on each series, so that a dead worker's counters end instead of making a sum drop. */
export async function publishSnapshot(worker: string, from: Registry): Promise<void> {
  from.setDefaultLabels({ worker });
  const snapshot: Snapshot = { at: await readClock(), metrics: toPlainNumbers(await from.getMetricsAsJSON()) };
  await getRedis().hset(KEY, worker, JSON.stringify(snapshot));
}

/** The series of all live workers, in Prometheus' text format; "" where there are none. Drops what the dead have left. */
export async function collectSnapshots(): Promise<string> {
  const [fields, now] = await Promise.all([getRedis().hgetall(KEY), readClock()]);
  const live: Metrics[] = [];
  const dead: string[] = [];
  for (const [worker, text] of Object.entries(fields)) {
    const snapshot: Snapshot = JSON.parse(text);
    if (now - snapshot.at < LIVES_MS) live.push(snapshot.metrics);
    else dead.push(worker);
  }
  if (dead.length > 0) await getRedis().hdel(KEY, ...dead);
  return live.length > 0 ? AggregatorRegistry.aggregate(live).metrics() : "";
}

async function readClock(): Promise<number> {
  const [seconds, microseconds] = await getRedis().time();
  return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000);
}

/**
 * JSON has no NaN, which the event loop's lag is before it was measured: such a value is left out. No two workers share a
 * series, so whatever a metric says of its aggregation, its values only need to stand side by side.
 */
function toPlainNumbers(metrics: Metrics): Metrics {
  return metrics.map(({ values, ...metric }) => ({
    ...metric,
    aggregator: "sum",
    values: values.filter(({ value }) => Number.isFinite(value)),
  }));
}
