import "server-only";
import { getPool } from "@/lib/db/pool";

export type ChoosingName = "byDesign" | "plainly";

/** By slug. */
const known = new Map<string, ChoosingName>();
const MOST_KNOWN = 1000;

/**
 * How a study's comparisons are chosen. Once it is open its protocol stays as it is, and amendments leave this alone, so
 * that it is read once a process.
 */
export async function findChoosing(slug: string): Promise<ChoosingName> {
  const remembered = known.get(slug);
  if (remembered !== undefined) return remembered;
  const { rows } = await getPool().query<{ isPlain: boolean; isFrozen: boolean }>(
    `SELECT status NOT IN ('draft', 'opening') AS "isFrozen",
       COALESCE(protocol #>> '{assignment,policy}', 'fewest_first') = 'fewest_first'
       AND protocol #>> '{session,mostShare}' IS NULL AND protocol #>> '{session,mostMinutes}' IS NULL
       AND NOT EXISTS (
         SELECT FROM unnest(ARRAY['attentionShare', 'goldShare', 'repeatShare']) share
         WHERE (protocol -> 'session' ->> share)::float > 0
       ) AS "isPlain"
     FROM studies WHERE slug = $1`,
    [slug],
  );
  const choosing = rows[0]?.isPlain ? "plainly" : "byDesign";
  if (rows[0]?.isFrozen) remember(slug, choosing);
  return choosing;
}

function remember(slug: string, choosing: ChoosingName): void {
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(slug, choosing);
}
