import "server-only";
import type { WorkerActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";
import { findStop } from "@/lib/results/find-stop";
import { loadStudyVotes } from "@/lib/results/load-count-table";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { readVersion } from "@/lib/votes/results-version";

/** A rater may be done without a vote, when a lease runs out: looked at again after so long, whatever the version says. */
const LOOK_AGAIN_SECONDS = 60;

/**
 * Closes each open study that has come to where its protocol says that it ends.
 *
 * @returns the names of those that closed.
 */
export async function checkStopping(actor: WorkerActor): Promise<string[]> {
  const { rows } = await getPool().query<{ id: string; name: string }>(
    `SELECT id, name FROM studies
     WHERE status = 'open' AND num_nonnulls(protocol #>> '{stopping,halfWidth}', protocol #>> '{stopping,mostRaters}') > 0`,
  );
  const closed: string[] = [];
  for (const { id, name } of rows) {
    const key = `results:stopping:${id}`;
    const version = await readVersion(id);
    if ((await getRedis().get(key)) === version) continue;
    if (await closeIfDone(actor, id, name)) closed.push(name);
    await getRedis().set(key, version, "EX", LOOK_AGAIN_SECONDS);
  }
  return closed;
}

/** The same for one study, whatever was looked at before. */
export async function closeIfDone(actor: WorkerActor, studyId: string, name: string): Promise<boolean> {
  const stop = findStop(await loadStudyVotes(studyId));
  if (!stop) return false;
  await closeStudy(actor, name, stop);
  log.info({ studyId, rule: stop.rule }, "a study closed by its stopping rule");
  return true;
}
