import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireReader } from "@/lib/auth/policy";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { getRunProgress } from "@/lib/inference/queries/run-progress";
import type { RunDetail, RunSummary } from "@/lib/inference/schema";

type Row = Omit<RunSummary, "promptSet"> & { setName: string; setVersion: number; orderedBy: string | null };

const SELECT = `
  SELECT runs.id, runs.state::text, s.name AS "setName", s.version AS "setVersion",
    runs.samples_per_prompt AS "samplesPerPrompt", runs.created_at AS "createdAt", runs.finished_at AS "finishedAt",
    a.name AS "orderedBy", counted.total, counted.done, counted.failed,
    ARRAY(SELECT m.name FROM run_models x JOIN models m ON m.id = x.model_id WHERE x.run_id = runs.id ORDER BY m.name) AS models
  FROM runs JOIN prompt_sets s ON s.id = runs.prompt_set_id LEFT JOIN accounts a ON a.id = runs.ordered_by_id
  CROSS JOIN LATERAL (
    SELECT count(*)::int AS total, count(*) FILTER (WHERE r.state = 'done')::int AS done,
      count(*) FILTER (WHERE r.state = 'failed')::int AS failed
    FROM responses r WHERE r.run_id = runs.id) counted`;

/** The newest first. */
export async function listRuns(actor: Actor): Promise<RunSummary[]> {
  requireReader(actor);
  const { rows } = await getPool().query<Row>(`${SELECT} ORDER BY runs.id DESC LIMIT 200`);
  return rows.map(toSummary);
}

/** @throws {AppError} not_found. */
export async function getRun(actor: Actor, id: string): Promise<RunDetail> {
  requireReader(actor);
  const { rows } = await getPool().query<Row>(`${SELECT} WHERE runs.id::text = $1`, [id]);
  const [row] = rows;
  if (!row) throw new AppError("not_found", "There is no such run.");
  return { ...toSummary(row), orderedBy: row.orderedBy, progress: await getRunProgress(actor, id) };
}

/** A run by the beginning of its id, as people type it. @throws {AppError} not_found; bad_input: more than one. */
export async function findRunId(actor: Actor, given: string): Promise<string> {
  requireReader(actor);
  const runs = await getPrisma().$queryRaw<{ id: string }[]>`
    SELECT id FROM runs WHERE starts_with(id::text, ${given.toLowerCase()}) ORDER BY id DESC LIMIT 2`;
  const [only, another] = runs;
  if (!only || given === "") throw new AppError("not_found", `There is no run ${given}. See them with: run list`);
  if (another) throw new AppError("bad_input", `More than one run begins with ${given}. Give more of its id.`);
  return only.id;
}

function toSummary({ setName, setVersion, orderedBy: _orderedBy, ...row }: Row): RunSummary {
  return { ...row, promptSet: { name: setName, version: setVersion } };
}
