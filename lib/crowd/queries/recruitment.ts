import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { WayIn, WaySettings } from "@/lib/crowd/schema";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

export type Recruitment = {
  slug: string;
  status: string;
  mayEdit: boolean;
  ways: { [Way in WayIn]?: WaySettings[Way] };
  invitations: { code: string; note: string; most: number; used: number; expiresAt: Date | null }[];
  /** People let in so far, by way. */
  joined: { wayIn: string; raters: number; completed: number }[];
};

/** How raters get into a study, with the codes: for its members. */
export async function getRecruitment(actor: Actor, name: string): Promise<Recruitment> {
  const { study, role } = await requireStudy(getPrisma(), actor, { name }, "read");
  const [ways, invitations, joined] = await Promise.all([
    getPrisma().studyWayIn.findMany({ where: { studyId: study.id } }),
    getPrisma().invitation.findMany({
      where: { studyId: study.id },
      orderBy: [{ createdAt: "desc" }, { code: "asc" }],
    }),
    getPool().query<Recruitment["joined"][number]>(
      `SELECT coalesce(p.way_in::text, r.came_by::text) AS "wayIn", count(*)::int AS raters,
         count(*) FILTER (WHERE r.stage = 'completed')::int AS completed
       FROM raters r LEFT JOIN participations p ON p.rater_id = r.id WHERE r.study_id = $1 GROUP BY 1 ORDER BY 1`,
      [study.id],
    ),
  ]);
  const isViewer = role === "viewer";
  return {
    slug: study.slug,
    status: study.status,
    mayEdit: !isViewer,
    ways: Object.fromEntries(ways.map(({ wayIn, settings }) => [wayIn, settings])),
    invitations: isViewer ? [] : invitations,
    joined: joined.rows,
  };
}
