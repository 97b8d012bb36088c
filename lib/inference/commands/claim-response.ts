import "server-only";
import { getPool } from "@/lib/db/pool";
import type { PromptTurn } from "@/lib/prompts/schema";

/** How long a response stays with a worker that says nothing. */
export const CLAIM_SECONDS = 15;

export type Claim = {
  responseId: string;
  leaseId: string;
  runId: string;
  modelId: string;
  promptTurns: PromptTurn[];
  /** From 0. */
  sample: number;
  /** Tries so far that the endpoint answered badly. */
  attempts: number;
};

// its commit does not wait for the disk: a claim that a crash undoes is claimed again, and its place at the endpoint is dear
const SQL = `
  UPDATE responses r SET state = 'running', lease_id = $2, lease_until = now() + interval '${CLAIM_SECONDS} seconds'
  FROM runs, prompts p, (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried
  WHERE r.id = $1 AND r.state = 'pending' AND runs.id = r.run_id AND runs.state = 'running' AND p.id = r.prompt_id
  RETURNING r.run_id AS "runId", r.model_id AS "modelId", r.sample, r.attempts, p.turns AS "promptTurns"`;

/** Null: it is done, another has it, or its run is paused or over. Two workers at once: one gets it. */
export async function claimResponse(responseId: string, leaseId: string): Promise<Claim | null> {
  const { rows } = await getPool().query<Omit<Claim, "responseId" | "leaseId">>({
    name: "claim-response",
    text: SQL,
    values: [responseId, leaseId],
  });
  return rows[0] ? { responseId, leaseId, ...rows[0] } : null;
}

/** @returns those that are still theirs. */
export async function renewClaims(claims: { responseId: string; leaseId: string }[]): Promise<string[]> {
  const { rows } = await getPool().query<{ id: string }>(
    `UPDATE responses r SET lease_until = now() + interval '${CLAIM_SECONDS} seconds'
     FROM unnest($1::uuid[], $2::uuid[]) AS mine (id, lease_id)
     WHERE r.id = mine.id AND r.lease_id = mine.lease_id AND r.state = 'running' RETURNING r.id`,
    [claims.map(({ responseId }) => responseId), claims.map(({ leaseId }) => leaseId)],
  );
  return rows.map(({ id }) => id);
}
