import "server-only";
import { releasePlaces } from "@/lib/assignments/commands/release-places";
import type { WorkerActor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db/in-transaction";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { applyReview } from "@/lib/quality/commands/apply-review";
import { loadRecords } from "@/lib/quality/queries/load-records";
import { reviewRaters } from "@/lib/quality/rules/review";
import { getRedis } from "@/lib/redis/client";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";
import { announceVotes, readVersion } from "@/lib/votes/results-version";

/** Of a study that declares no session. */
const USUAL_FAILURES = 2;
/** A study is looked at whole this often at most, and never for more than a twentieth of the time. */
const LEAST_WAIT_SECONDS = 30;
const SHARE_OF_TIME = 1 / 20;

/**
 * Looks at all raters of a study, each beside the others: those whom results leave out are no measure for the rest, and
 * keep what was found of them.
 *
 * @returns how many are excluded now who were not before.
 * @throws {AppError} not_found.
 * Cost: O(votes).
 */
export async function reviewStudy(actor: WorkerActor, studyId: string): Promise<number> {
  const { study } = await requireStudy(getPrisma(), actor, { id: studyId }, "edit");
  const protocol = protocolSchema.parse(study.protocol);
  const { rows } = await getPool().query<{ at: Date }>("SELECT now() AS at");
  const at = rows[0]?.at ?? new Date();
  await releaseLeftOut(studyId);
  const counted = (await loadRecords(studyId)).filter(({ isLeftOut }) => !isLeftOut);
  const reviews = reviewRaters(counted, protocol.session?.attentionFailures ?? USUAL_FAILURES);
  let excluded = 0;
  for (const [raterId, review] of reviews) {
    if (await applyReview(actor, raterId, review, { protocol, at })) excluded += 1;
  }
  if (excluded > 0) await announceVotes(studyId);
  return excluded;
}

/** Every study with rules or checks in which a vote was cast since it was last looked at: what Redis lost is made up for. */
export async function reviewStudies(actor: WorkerActor): Promise<number> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT s.id FROM studies s
     WHERE s.protocol ?| ARRAY['session', 'exclusionRules'] AND s.status IN ('open', 'paused', 'closed')
       AND s.origin = 'native' AND EXISTS (SELECT FROM raters r WHERE r.study_id = s.id)`,
  );
  let excluded = 0;
  for (const { id } of rows) {
    const [seen, waits] = [`quality:seen:${id}`, `quality:waits:${id}`];
    const version = await readVersion(id);
    if ((await getRedis().get(seen)) === version || (await getRedis().exists(waits))) continue;
    const began = performance.now();
    excluded += await reviewStudy(actor, id);
    const tookSeconds = (performance.now() - began) / 1000;
    await getRedis().set(waits, "", "EX", Math.ceil(Math.max(LEAST_WAIT_SECONDS, tookSeconds / SHARE_OF_TIME)));
    await getRedis().set(seen, version);
  }
  return excluded;
}

/** A vote that was on its way when its rater was excluded or withdrew gives its place back. */
async function releaseLeftOut(studyId: string): Promise<void> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT r.id FROM raters r WHERE r.study_id = $1
       AND (r.stage = 'withdrawn' OR EXISTS (SELECT FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL))
       AND EXISTS (
         SELECT FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE a.rater_id = r.id
           AND (a.state = 'open' OR a.state = 'done' AND c.purpose = 'main' AND NOT a.is_repeat)
       )`,
    [studyId],
  );
  for (const { id } of rows) await inTransaction((client) => releasePlaces(client, id));
}
