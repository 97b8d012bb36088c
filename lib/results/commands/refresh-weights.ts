import "server-only";
import { setWeights } from "@/lib/assignments/commands/set-weights";
import type { WorkerActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getRedis } from "@/lib/redis/client";
import { listContrasts } from "@/lib/results/analyse/contrasts";
import { toScope } from "@/lib/results/analyse/scope";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import { chooseWeights } from "@/lib/results/choose-weights";
import { loadStudyVotes } from "@/lib/results/load-count-table";
import { type MeasuredTable, measurePair } from "@/lib/results/measure-pair";
import type { StudyVotes } from "@/lib/results/study-votes";
import { USUAL_ASSIGNMENT } from "@/lib/studies/session-schema";
import { readVersion } from "@/lib/votes/results-version";

/** A weight that was lost with Redis, or refused, is looked at again after so long. */
const REMEMBERED_SECONDS = 300;

/**
 * Chooses anew how often each pair of models is drawn, in each open study that draws actively and has other votes than
 * when it was last looked at.
 *
 * @returns how many studies were looked at.
 */
export async function refreshWeights(actor: WorkerActor): Promise<number> {
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT id FROM studies WHERE status = 'open' AND protocol #>> '{assignment,policy}' = 'active'`,
  );
  let refreshed = 0;
  for (const { id } of rows) {
    const key = `assignments:weighed:${id}`;
    // read before the votes are: they may be newer than it says, and are then looked at once more
    const version = await readVersion(id);
    if ((await getRedis().get(key)) === version) continue;
    await refreshStudy(actor, id);
    await getRedis().set(key, version, "EX", REMEMBERED_SECONDS);
    refreshed += 1;
  }
  return refreshed;
}

/** The same for one study, whatever was looked at before. @returns how many comparisons' weights changed. */
export async function refreshStudy(actor: WorkerActor, studyId: string): Promise<number> {
  const [votes, places] = await Promise.all([loadStudyVotes(studyId), countPlaces(studyId)]);
  const pairs = [...groupByPair(votes).values()];
  if (pairs.length < 2) return 0;
  const { protocol } = votes.study;
  const plan = toDefaultOptions(protocol);
  const precisions = pairs.map(({ key, tables }) => measurePair(tables, plan, places.get(key) ?? 0));
  const { floor } = protocol?.assignment ?? USUAL_ASSIGNMENT;
  const weights = chooseWeights(precisions, floor).map((share) => share * pairs.length);
  return setWeights(
    actor,
    studyId,
    pairs.map(({ models }, place) => ({ models, weight: weights[place] as number })),
  );
}

type Pair = { key: string; models: [string, string]; tables: MeasuredTable[] };

/** Pairs of models that there is something to judge of, with their votes set by set. */
function groupByPair(votes: StudyVotes): Map<string, Pair> {
  const { human } = toScope(votes, { promptSet: null, category: null, withExcluded: false });
  const pairs = new Map<string, Pair>();
  for (const { model, opponent, table, focus, isCompared } of listContrasts(votes, human)) {
    if (!isCompared) continue;
    const key = toKey(model, opponent);
    const pair = pairs.get(key) ?? { key, models: [model, opponent], tables: [] };
    pair.tables.push({ table, focus });
    pairs.set(key, pair);
  }
  return pairs;
}

async function countPlaces(studyId: string): Promise<Map<string, number>> {
  const { rows } = await getPool().query<{ one: string; other: string; places: number }>(
    `SELECT a.name AS one, b.name AS other, sum(c.capacity - c.open - c.done)::int AS places
     FROM comparisons c JOIN models a ON a.id = c.model_a_id JOIN models b ON b.id = c.model_b_id
     WHERE c.study_id = $1 AND c.purpose = 'main' GROUP BY a.name, b.name`,
    [studyId],
  );
  return new Map(rows.map(({ one, other, places }) => [toKey(one, other), places]));
}

function toKey(...models: [string, string]): string {
  return JSON.stringify(models.sort());
}
