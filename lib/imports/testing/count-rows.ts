import { getPool } from "@/lib/db/pool";

const TABLES = [
  "prompt_sets",
  "prompts",
  "models",
  "responses",
  "studies",
  "study_members",
  "study_models",
  "study_prompt_sets",
  "comparisons",
  "raters",
  "assignments",
  "votes",
  "imports",
  "audit_events",
];

/** How many rows every table that an import may touch has. */
export async function countRows(): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  const { rows } = await getPool().query<Record<string, number>>(`SELECT ${counts.join(", ")}`);
  return rows[0] ?? {};
}
