import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPool } from "@/lib/db/pool";
import { AppError } from "@/lib/http/app-error";
import { lookAtEndpoint } from "@/lib/inference/gate/gate";
import { knownLimits } from "@/lib/inference/gate/known-limits";
import type { FailureCause, ModelProgress, RunProgress, RunState } from "@/lib/inference/schema";
import { toEndpoint } from "@/lib/models/to-endpoint";
import { isWorkerAlive } from "@/lib/redis/heartbeat";

type Row = Omit<ModelProgress, "endpoint" | "flags" | "secondsLeft" | "estimatedCostMicros"> &
  ModelProgress["flags"] & { baseUrl: string; priced: number };

const BY_MODEL = `
  SELECT m.name AS model, x.settings ->> 'baseUrl' AS "baseUrl", x.settings ->> 'currency' AS currency,
    count(r.id)::int AS total,
    count(*) FILTER (WHERE r.state = 'done')::int AS done,
    count(*) FILTER (WHERE r.state = 'running')::int AS running,
    count(*) FILTER (WHERE r.state = 'pending')::int AS pending,
    count(*) FILTER (WHERE r.state = 'failed')::int AS failed,
    count(*) FILTER (WHERE r.state = 'cancelled')::int AS cancelled,
    coalesce(sum(g.input_tokens), 0)::float AS "inputTokens",
    coalesce(sum(g.output_tokens), 0)::float AS "outputTokens",
    count(*) FILTER (WHERE g.finished_at > now() - interval '1 minute')::int AS "perMinute",
    percentile_cont(0.5) WITHIN GROUP (ORDER BY g.duration_ms) AS "medianDurationMs",
    sum(g.cost_micros)::float AS "costMicros", count(g.cost_micros)::int AS priced,
    count(*) FILTER (WHERE r.state = 'done' AND r.is_empty)::int AS empty,
    count(*) FILTER (WHERE 'cut_short' = ANY (r.flags))::int AS "cutShort",
    count(*) FILTER (WHERE 'repeated' = ANY (r.flags))::int AS repeated,
    count(*) FILTER (WHERE 'prompt_cut' = ANY (r.flags))::int AS "promptCut",
    count(*) FILTER (WHERE jsonb_array_length(coalesce(r.leaks, '[]')) > 0)::int AS "selfNaming"
  FROM run_models x JOIN models m ON m.id = x.model_id
  LEFT JOIN responses r ON r.run_id = x.run_id AND r.model_id = x.model_id
  LEFT JOIN generations g ON g.response_id = r.id
  WHERE x.run_id = $1 GROUP BY m.name, x.settings ORDER BY m.name`;

const FAILURES = `
  SELECT m.name AS model, coalesce(r.error_kind, 'unknown') AS kind, coalesce(r.error_message, '') AS message,
    count(*)::int AS count
  FROM responses r JOIN models m ON m.id = r.model_id WHERE r.run_id = $1 AND r.state = 'failed'
  GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 1, 2, 3 LIMIT 20`;

/** How a run stands now. Cheap enough to ask each second. @throws {AppError} not_found. */
export async function getRunProgress(actor: Actor, id: string): Promise<RunProgress> {
  requireReader(actor);
  const found = await getPool().query<{ id: string; state: RunState; alreadyThere: number }>(
    `SELECT id, state::text, already_there AS "alreadyThere" FROM runs WHERE id::text = $1`,
    [id],
  );
  const [run] = found.rows;
  if (!run) throw new AppError("not_found", "There is no such run.");
  const [byModel, failures, hasWorker] = await Promise.all([
    getPool().query<Row>(BY_MODEL, [id]),
    getPool().query<FailureCause>(FAILURES, [id]),
    isWorkerAlive().catch(() => false),
  ]);
  const models = byModel.rows.map(toModelProgress);
  const endpoints = await Promise.all(
    [...new Set(models.map(({ endpoint }) => endpoint))].map(async (endpoint) =>
      lookAtEndpoint(endpoint, (await knownLimits(endpoint)).maxConcurrent),
    ),
  );
  const count = (of: "total" | "done" | "running" | "pending" | "failed" | "cancelled") =>
    models.reduce((sum, model) => sum + model[of], 0);
  return {
    ...run,
    ...{ total: count("total"), done: count("done"), running: count("running"), pending: count("pending") },
    ...{ failed: count("failed"), cancelled: count("cancelled") },
    models,
    failures: failures.rows,
    endpoints,
    // they go on side by side: the slowest decides
    secondsLeft: run.state === "running" ? slowest(models) : null,
    hasWorker,
  };
}

function toModelProgress(row: Row): ModelProgress {
  const { baseUrl, priced, empty, cutShort, repeated, promptCut, selfNaming, costMicros, ...counts } = row;
  const left = row.pending + row.running;
  const isPriced = priced > 0 && costMicros !== null;
  return {
    ...counts,
    endpoint: toEndpoint(baseUrl),
    costMicros: isPriced ? costMicros : null,
    estimatedCostMicros: isPriced ? Math.round((costMicros / priced) * (row.done + left)) : null,
    secondsLeft: left === 0 ? 0 : row.perMinute > 0 ? Math.ceil((left / row.perMinute) * 60) : null,
    flags: { empty, cutShort, repeated, promptCut, selfNaming },
  };
}

/** null: one of them has no pace yet. */
function slowest(models: ModelProgress[]): number | null {
  let most = 0;
  for (const { secondsLeft } of models) {
    if (secondsLeft === null) return null;
    most = Math.max(most, secondsLeft);
  }
  return most;
}
