/**
 * 1,000,000 votes as CSV by the command line against PostgreSQL's own COPY … TO STDOUT of the same columns of the same votes,
 * and the memory that the command's process takes. Give another count as the first argument, and another format as the second.
 *
 *   npm run bench -- export
 */
import { rmSync } from "node:fs";
import { copyOut } from "@/bench/support/copy-out";
import { exportOnce } from "@/bench/support/export-once";
import { OPERATOR } from "@/lib/auth/actor";
import { closeEverything } from "@/lib/close-at-end";
import { applyMigrations } from "@/lib/db/migrate";
import { getPool } from "@/lib/db/pool";
import { startThrowawayStores } from "@/lib/embedded/stores";
import { makeTemporaryDir } from "@/lib/embedded/temporary-directory";
import { VOTE_FACTS } from "@/lib/exports/vote-rows";
import type { ExportFormat } from "@/lib/formats/export-registry";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const PROMPTS = 180;
const MOST_MEGABYTES = 150;
const LEAST_RATIO = 0.4;

const count = Number(process.argv[2] ?? 1_000_000);
const format = (process.argv[3] ?? "csv") as ExportFormat;

const dir = makeTemporaryDir("bench-export");
const stores = await startThrowawayStores(dir);
Object.assign(process.env, {
  DATABASE_URL: stores.databaseUrl,
  REDIS_URL: stores.redisUrl,
  NEXTAUTH_SECRET: "a-secret-of-the-bench-that-is-long-enough",
  NODE_ENV: "production",
});
try {
  await applyMigrations(stores.databaseUrl);
  await makePlainTexts("set", PROMPTS, ["koala", "alpaca"]);
  const { id } = await createStudy(OPERATOR, {
    name: "bench",
    template: "arena",
    sets: ["set"],
    models: ["koala", "alpaca"],
  });
  await openStudy(OPERATOR, id);
  await cast(id);
  await compare(id);
} finally {
  await closeEverything();
  await stores.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Raters who each vote on every pair, in the order in which ids are made: by time. */
async function cast(studyId: string): Promise<void> {
  const raters = Math.ceil(count / PROMPTS);
  await getPool().query(
    `INSERT INTO raters (id, kind, came_by, pseudonym, token_hash, study_id)
     SELECT gen_random_uuid(), 'human', 'link', 'r' || n, sha256(n::text::bytea), $1 FROM generate_series(1, $2) n`,
    [studyId, raters],
  );
  await getPool().query(
    `INSERT INTO assignments (id, state, first_is_a, layout, propensity, trial_index, comparison_id, rater_id,
       served_at, shown_at, answered_at, next_revision)
     SELECT lpad(to_hex(row_number() OVER (ORDER BY c.n, r.id)), 32, '0')::uuid, 'done', random() < 0.5, 'side_by_side',
       1.0 / (1 + floor(random() * 180)), c.n, c.id, r.id, now(), now(), now(), 1
     FROM raters r CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) n FROM comparisons WHERE study_id = $1) c
     WHERE r.study_id = $1 ORDER BY c.n, r.id LIMIT $2`,
    [studyId, count],
  );
  await getPool().query(
    `INSERT INTO votes (id, revision, choice, decision_ms, visible_ms, assignment_id)
     SELECT gen_random_uuid(), 0, (ARRAY['first','second','tie','both_bad'])[1 + floor(random() * 4)]::"Choice",
       floor(random() * 60000), floor(random() * 30000), id FROM assignments`,
  );
  await getPool().query("VACUUM ANALYZE");
}

async function compare(studyId: string): Promise<void> {
  // both once before, so that neither pays for cold pages
  const sql = `COPY (${VOTE_FACTS} WHERE c.study_id = '${studyId}' ORDER BY a.id) TO STDOUT WITH (FORMAT csv, HEADER)`;
  await timeCopy(sql);
  const copy = await timeCopy(sql);
  const ours = await exportOnce("bench", format, dir);
  const ratio = copy.seconds / ours.seconds;
  console.log(`${count.toLocaleString("en-US")} votes as ${format}`);
  console.log(`COPY: ${copy.seconds.toFixed(1)} s, ${(copy.bytes / 1e6).toFixed(0)} MB`);
  console.log(
    `ours: ${ours.seconds.toFixed(1)} s, ${(ours.bytes / 1e6).toFixed(0)} MB, ${ours.rows.toLocaleString("en-US")} rows`,
  );
  console.log(
    `ratio to COPY ${ratio.toFixed(2)} (at least ${LEAST_RATIO}), peak RSS ${ours.megabytes.toFixed(0)} MB (at most ${MOST_MEGABYTES})`,
  );
  if (format === "csv" && (ratio < LEAST_RATIO || ours.megabytes > MOST_MEGABYTES || ours.rows !== count))
    process.exitCode = 1;
}

async function timeCopy(sql: string): Promise<{ seconds: number; bytes: number }> {
  const client = await getPool().connect();
  try {
    const begun = performance.now();
    const bytes = await copyOut(client, sql);
    return { seconds: (performance.now() - begun) / 1000, bytes };
  } finally {
    client.release();
  }
}
