import "server-only";
import { getPool } from "@/lib/db/pool";
import { isBlank } from "@/lib/formats/blank";
import type { Claim } from "@/lib/inference/commands/claim-response";
import { toCostMicros } from "@/lib/inference/cost";
import type { EndpointError } from "@/lib/inference/endpoint-error";
import { findFlags } from "@/lib/inference/find-flags";
import type { GeneratedTurn } from "@/lib/inference/provider";
import type { ModelSettings } from "@/lib/models/schema";
import { toResponseDigest } from "@/lib/responses/digest";
import { findLeaks } from "@/lib/responses/find-leaks";

export type Finished = {
  settings: ModelSettings;
  seed: number | null;
  turns: GeneratedTurn[];
  /** Machine and process. */
  worker: string;
  startedAt: Date;
  /** The models whose names are looked for in it. */
  known: { name: string }[];
};

const FINISH = `
  WITH finished AS (
    UPDATE responses SET state = 'done', turns = $3, digest = $4, is_empty = $5, leaks = $6::jsonb,
      flags = $7::"ResponseFlag"[], lease_id = NULL, lease_until = NULL, not_before = NULL,
      error_kind = NULL, error_message = NULL
    WHERE id = $1 AND lease_id = $2 AND state = 'running' RETURNING id, attempts)
  INSERT INTO generations (response_id, attempts, provider, base_url, upstream_name, template, parameters, seed, turns,
    input_tokens, output_tokens, first_token_ms, duration_ms, cost_micros, worker, started_at, finished_at)
  SELECT id, attempts + 1, $8, $9, $10, $11, $12::jsonb, $13, $14::jsonb, $15, $16, $17, $18, $19, $20, $21, now()
  FROM finished`;

/**
 * Writes what a model said, once.
 *
 * @returns false: the response is no longer this worker's; another wrote it, or will, and this text is dropped.
 */
export async function finishResponse(claim: Claim, finished: Finished): Promise<boolean> {
  const { settings, seed, turns, worker, startedAt, known } = finished;
  const texts = turns.map(({ text }) => text);
  const inputTokens = sum(turns.map((turn) => turn.inputTokens));
  const outputTokens = sum(turns.map((turn) => turn.outputTokens));
  const { rowCount } = await getPool().query({
    name: "finish-response",
    text: FINISH,
    values: [
      ...[claim.responseId, claim.leaseId, texts, toResponseDigest(texts), texts.every(isBlank)],
      ...[JSON.stringify(findLeaks(texts, known)), findFlags(turns)],
      ...[settings.provider, settings.baseUrl, settings.upstreamName, settings.template],
      ...[JSON.stringify(settings.parameters), seed, JSON.stringify(turns.map(toStored))],
      ...[inputTokens, outputTokens, round(turns[0]?.firstTokenMs ?? null)],
      Math.round(turns.reduce((total, turn) => total + turn.durationMs, 0)),
      ...[toCostMicros(settings, { inputTokens, outputTokens }), worker, startedAt],
    ],
  });
  return rowCount === 1;
}

function toStored({ request, finishReason, inputTokens, outputTokens, firstTokenMs, durationMs }: GeneratedTurn) {
  const times = { firstTokenMs: round(firstTokenMs), durationMs: round(durationMs) };
  return { request, finishReason, inputTokens, outputTokens, ...times };
}

/** null: one of them is not known. */
function sum(counts: (number | null)[]): number | null {
  return counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);
}

function round(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}

/** It will be asked again, not before this moment. `countsAsTry`: the endpoint answered, and badly. */
export async function postponeResponse(
  claim: Claim,
  error: EndpointError | null,
  { countsAsTry, notBefore }: { countsAsTry: boolean; notBefore: Date | null },
): Promise<void> {
  await getPool().query(
    `UPDATE responses r SET lease_id = NULL, lease_until = NULL, not_before = $3, attempts = attempts + $4,
       state = CASE WHEN runs.state = 'cancelled' THEN 'cancelled' ELSE 'pending' END::"ResponseState",
       error_kind = coalesce($5, error_kind), error_message = coalesce($6, error_message)
     FROM runs WHERE r.id = $1 AND r.lease_id = $2 AND r.state = 'running' AND runs.id = r.run_id`,
    [claim.responseId, claim.leaseId, notBefore, countsAsTry ? 1 : 0, error?.kind ?? null, error?.message ?? null],
  );
}

/** For good, until somebody asks for what failed again. */
export async function failResponse(claim: Claim, error: EndpointError): Promise<void> {
  await getPool().query(
    `UPDATE responses SET state = 'failed', lease_id = NULL, lease_until = NULL, not_before = NULL,
       attempts = attempts + 1, error_kind = $3, error_message = $4
     WHERE id = $1 AND lease_id = $2 AND state = 'running'`,
    [claim.responseId, claim.leaseId, error.kind, error.message],
  );
}
