import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { platform } from "@/e2e/support/platform";

const DATA = process.env.EUCALYPT_SHARED_DATA ?? join(process.cwd(), "..", "shared", "data");

/** Where the published data lie; null, with the reason printed, on a machine that has none. */
export function findPublishedData(): string | null {
  if (existsSync(join(DATA, "mtbench", "question.jsonl"))) return DATA;
  console.log(`Skipped: no published data at ${DATA}; set EUCALYPT_SHARED_DATA to its folder.`);
  return null;
}

export const MODELS = ["koala-13b", "alpaca-13b", "gpt-3.5-turbo"] as const;

/**
 * A `koala-2023` study over the real answers to MT-Bench, made as a researcher makes it: by the command line.
 *
 * @returns the address's slug.
 */
export async function openMtBenchStudy(data: string, name: string): Promise<{ slug: string }> {
  const folder = join(data, "mtbench");
  const set = `${name}-prompts`;
  await platform.cli("import", "prompts", join(folder, "question.jsonl"), "--format", "mt-bench", "--set", set);
  for (const model of MODELS) {
    const file = join(folder, "answers", `${model}.jsonl`);
    await platform.cli("import", "responses", file, "--format", "mt-bench", "--set", set, "--model", model);
  }
  const parts = ["--set", set, "--models", MODELS.join(","), "--reference", MODELS[0], "--votes-per-comparison", "1"];
  await platform.cli("study", "create", name, "--template", "koala-2023", ...parts);
  await platform.cli("study", "open", name);
  const [row] = await queryPlatform<{ slug: string }>("SELECT slug FROM studies WHERE name = $1", [name]);
  if (!row) throw new Error(`The study ${name} was not made.`);
  return row;
}

/** What the database says, past everything that is tested. */
export async function queryPlatform<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: platform.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
