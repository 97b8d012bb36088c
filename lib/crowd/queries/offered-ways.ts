import "server-only";
import { type OfferedWay, OPEN_LINK } from "@/lib/crowd/ways/registry";
import { getPool } from "@/lib/db/pool";
import { isSlug } from "@/lib/studies/slug";

export type OpenStudy = {
  id: string;
  status: "draft" | "opening" | "open" | "paused" | "closed";
  ways: OfferedWay[];
};

/** The study at a rater's address and the ways into it; null: there is none for people. Anybody may ask: it names nothing. */
export async function findOfferedWays(slug: string): Promise<OpenStudy | null> {
  if (!isSlug(slug)) return null;
  const { rows } = await getPool().query<OpenStudy>(
    `SELECT s.id, s.status::text AS status, coalesce((SELECT json_agg(json_build_object('wayIn', w.way_in, 'settings', w.settings)
       ORDER BY w.way_in) FROM study_ways_in w WHERE w.study_id = s.id), '[]') AS ways
     FROM studies s WHERE s.slug = $1 AND s.origin = 'native' AND s.kind = 'fixed' AND NOT s.is_dry_run`,
    [slug],
  );
  const [study] = rows;
  if (!study) return null;
  return study.ways.length > 0 ? study : { ...study, ways: [OPEN_LINK] };
}
