import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** Two models by name, in either order, and with what weight their comparisons are drawn: above 0; 1 is even. */
export type PairWeight = { models: [string, string]; weight: number };

/** Where no weight has moved by more than this share of itself, none is written: raters wait while rows change. */
const LEAST_CHANGE = 0.05;

/** All weights or none, so that their floor holds; rows are locked in the order of their ids, as everywhere. */
const SET = `WITH wanted AS MATERIALIZED (
  SELECT least(a.id, b.id) AS a, greatest(a.id, b.id) AS b, w.weight
  FROM unnest($2::text[], $3::text[], $4::float8[]) w (one, other, weight)
  JOIN models a ON a.name = w.one JOIN models b ON b.name = w.other
),
present AS MATERIALIZED (
  SELECT c.id, c.weight AS before, w.weight FROM comparisons c
  JOIN wanted w ON w.a = c.model_a_id AND w.b = c.model_b_id WHERE c.study_id = $1 AND c.purpose = 'main'
),
locked AS MATERIALIZED (
  SELECT c.id FROM comparisons c
  WHERE c.id IN (SELECT id FROM present)
    AND EXISTS (SELECT FROM present WHERE abs(weight - before) > ${LEAST_CHANGE} * before)
  ORDER BY c.id FOR NO KEY UPDATE
)
UPDATE comparisons c SET weight = present.weight FROM present JOIN locked ON locked.id = present.id
WHERE c.id = present.id AND c.weight <> present.weight`;

/**
 * With what weights the scheduler draws pairs of models from now on, where the study's policy is to heed them.
 *
 * @returns how many comparisons' weights changed.
 * @throws {AppError} not_found; forbidden.
 * @throws {RangeError} a weight that is not above 0.
 */
export async function setWeights(actor: Actor, studyId: string, pairs: readonly PairWeight[]): Promise<number> {
  await requireStudy(getPrisma(), actor, { id: studyId }, "edit");
  for (const { weight } of pairs) {
    if (!(weight > 0 && Number.isFinite(weight))) throw new RangeError(`A weight of ${weight}: above 0 is wanted.`);
  }
  const { rowCount } = await getPool().query(SET, [
    studyId,
    pairs.map(({ models }) => models[0]),
    pairs.map(({ models }) => models[1]),
    pairs.map(({ weight }) => weight),
  ]);
  return rowCount ?? 0;
}
