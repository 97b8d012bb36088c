import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPool } from "@/lib/db/pool";

const PAGE = 200;

const ROWS = `
  SELECT r.id, p.external_id AS prompt_id, m.name AS model, r.sample, r.turns, r.digest, r.is_empty, r.leaks,
    r.flags::text[] AS flags, to_jsonb(g) - 'response_id' AS generation
  FROM responses r JOIN prompts p ON p.id = r.prompt_id JOIN models m ON m.id = r.model_id
  LEFT JOIN generations g ON g.response_id = r.id
  WHERE r.run_id = $1 AND r.state = 'done' AND r.id > $2 ORDER BY r.id LIMIT ${PAGE}`;

/**
 * A run as JSONL, a response a line: its text, how it was made to the exact request, and what is odd about it. Another
 * installation imports it as `jsonl` responses.
 */
export async function* exportRun(actor: Actor, runId: string): AsyncGenerator<Buffer> {
  requireReader(actor);
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await getPool().query<{ id: string }>(ROWS, [runId, after]);
    for (const { id, ...row } of rows) {
      yield Buffer.from(`${JSON.stringify(row)}\n`);
      after = id;
    }
    if (rows.length < PAGE) return;
  }
}
