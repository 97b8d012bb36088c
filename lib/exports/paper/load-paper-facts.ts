import "server-only";
import type { Study } from "@/lib/db/generated/client";
import { getPool } from "@/lib/db/pool";
import { getPrisma } from "@/lib/db/prisma";
import type { ModelFacts, PaperFacts, RaterFacts, SetFacts } from "@/lib/exports/paper/paper-facts";
import { readCard } from "@/lib/models/card";
import { promptSetCardSchema } from "@/lib/prompts/card";
import type { ResultsFile } from "@/lib/results/analysis-schema";
import { readAmendments } from "@/lib/studies/queries/list-amendments";
import { protocolSchema } from "@/lib/studies/schema";

/** @param study one that the caller may read. */
export async function loadPaperFacts(study: Study, results: ResultsFile): Promise<PaperFacts> {
  const parsed = protocolSchema.safeParse(study.protocol);
  return {
    study: study.name,
    protocol: parsed.success ? parsed.data : null,
    isImported: study.origin === "imported",
    isSample: study.isSample,
    status: study.status,
    openedAt: study.openedAt,
    closedAt: study.closedAt,
    amendments: await readAmendments(getPrisma(), study.id),
    results,
    raters: await loadRaters(study.id),
    sets: await loadSets(study.id),
    models: await loadModels(study.id),
  };
}

type RaterRow = Omit<RaterFacts, "byWay" | "byLanguage"> & {
  byWay: Record<string, number> | null;
  byLanguage: Record<string, number> | null;
};

async function loadRaters(studyId: string): Promise<RaterFacts> {
  const { rows } = await getPool().query<RaterRow>(RATERS, [studyId]);
  const [row] = rows;
  if (!row) throw new Error("a count without a row");
  const listed = (counts: Record<string, number> | null) =>
    Object.entries(counts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...row,
    byWay: listed(row.byWay).map(([way, raters]) => ({ way, raters })),
    byLanguage: listed(row.byLanguage).map(([language, raters]) => ({ language, raters })),
  };
}

const RATERS = `
  WITH people AS (
    SELECT r.id, r.stage, r.language, r.consent_at, coalesce(p.way_in::text, r.came_by::text) AS way,
      voted.votes, voted.first_at, voted.last_at
    FROM raters r LEFT JOIN participations p ON p.rater_id = r.id
    LEFT JOIN LATERAL (
      SELECT count(*) AS votes, min(a.served_at) AS first_at, max(a.answered_at) AS last_at
      FROM assignments a JOIN comparisons c ON c.id = a.comparison_id AND c.purpose <> 'practice'
      WHERE a.rater_id = r.id AND a.answered_at IS NOT NULL
    ) voted ON true
    WHERE r.study_id = $1 AND r.kind = 'human'
  ), voters AS (SELECT * FROM people WHERE votes > 0 AND stage <> 'withdrawn')
  SELECT (SELECT count(*)::int FROM voters) AS voted,
    (SELECT count(*)::int FROM people WHERE consent_at IS NOT NULL) AS consented,
    (SELECT min(first_at) FROM voters) AS "firstAt", (SELECT max(last_at) FROM voters) AS "lastAt",
    (SELECT json_object_agg(way, n) FROM (SELECT way, count(*)::int AS n FROM voters GROUP BY way) w) AS "byWay",
    (SELECT json_object_agg(language, n) FROM (SELECT language, count(*)::int AS n FROM voters GROUP BY language) l)
      AS "byLanguage",
    (SELECT count(*)::int FROM people WHERE stage = 'screened_out') AS "screenedOut",
    (SELECT count(*)::int FROM people WHERE stage = 'failed_checks') AS "failedChecks",
    (SELECT count(*)::int FROM people WHERE stage = 'withdrawn') AS withdrawn,
    (SELECT 1000 * percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM last_at - first_at))
      FROM voters WHERE votes >= 2 AND way <> 'import')::float AS "medianSessionMs"`;

async function loadSets(studyId: string): Promise<SetFacts[]> {
  const used = await getPrisma().studyPromptSet.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    include: { promptSet: true },
  });
  return used.map(({ promptSet: { name, version, source, promptCount, digest, card, isSample } }) => {
    const parsed = promptSetCardSchema.safeParse(card);
    const licence = parsed.success ? parsed.data.source.licence : null;
    return { name, version, source, prompts: promptCount, digest, licence, isSample };
  });
}

async function loadModels(studyId: string): Promise<ModelFacts[]> {
  const used = await getPrisma().studyModel.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    include: { model: true },
  });
  return used.map(({ model: { name, provider, card } }) => ({ name, provider, card: readCard(card) }));
}
