import "server-only";
import { getPool } from "@/lib/db/pool";
import { type Asks, asksSchema } from "@/lib/studies/asks-schema";

/** By slug; null: nothing is asked beside the choice. */
const known = new Map<string, Asks | null>();
const MOST_KNOWN = 1000;

/**
 * What an opened study asks beside the choice. Its protocol is frozen and amendments leave this alone, so it is read once a
 * process, and costs a vote nothing.
 *
 * @returns null: nothing, or there is no such study, which whoever asks for its raters finds out.
 */
export async function findAsks(slug: string): Promise<Asks | null> {
  const remembered = known.get(slug);
  if (remembered !== undefined) return remembered;
  const { rows } = await getPool().query<{ asks: unknown; isFrozen: boolean }>(
    `SELECT protocol -> 'asks' AS asks, status NOT IN ('draft', 'opening') AS "isFrozen" FROM studies WHERE slug = $1`,
    [slug],
  );
  const asks = rows[0]?.asks ? asksSchema.parse(rows[0].asks) : null;
  if (rows[0]?.isFrozen) remember(slug, asks);
  return asks;
}

function remember(slug: string, asks: Asks | null): void {
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  known.set(slug, asks);
}
