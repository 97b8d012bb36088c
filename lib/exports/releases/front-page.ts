import "server-only";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import type { Analysis } from "@/lib/results/analysis-schema";
import { getAnalysis, getAnalysisDefaults } from "@/lib/results/queries";

/** Something that anyone may read here: a release, or a published study, whose figures move with its votes. */
export type Publication = {
  kind: "release" | "study";
  title: string;
  study: string;
  address: string;
  /** Votes given elsewhere. */
  isImported: boolean;
  publishedAt: Date;
};

export type FrontFigure = { publication: Publication } & Pick<Analysis, "pairs" | "options" | "votes" | "headline">;

const LISTED = 5;

/** What is out of the studio's lists is out of this one, and so is what is nobody's finding. */
const SHOWN = { isSample: false, isDryRun: false, archivedAt: null, deleteAfter: null } as const;

/** The newest releases and published studies together, the newest first. */
export async function listPublications(): Promise<Publication[]> {
  const [releases, studies] = await Promise.all([listReleased(), listStudies()]);
  return [...releases, ...studies]
    .sort((one, other) => other.publishedAt.getTime() - one.publishedAt.getTime())
    .slice(0, LISTED);
}

/**
 * The matrix for the front page: the newest release's, which stays as it was made; without one, the newest published
 * study's that has votes.
 *
 * @returns null: nothing is published here, or its figures take too long just now.
 */
export async function findFrontFigure(): Promise<FrontFigure | null> {
  const [release] = await listReleased();
  if (release) return await readReleased(release);
  for (const publication of await listStudies()) {
    const figure = await analyse(publication);
    if (figure && figure.votes > 0) return figure;
  }
  return null;
}

async function listReleased(): Promise<(Publication & { id: string })[]> {
  const releases = await getPrisma().release.findMany({
    where: { study: SHOWN },
    select: { id: true, title: true, slug: true, createdAt: true, study: { select: { name: true, origin: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LISTED,
  });
  return releases.map(({ id, title, slug, createdAt, study }) => ({
    ...{ id, kind: "release", title, study: study.name, address: `/releases/${slug}` },
    ...{ isImported: study.origin === "imported", publishedAt: createdAt },
  }));
}

async function listStudies(): Promise<Publication[]> {
  const studies = await getPrisma().study.findMany({
    where: { ...SHOWN, publishedAt: { not: null } },
    select: { name: true, origin: true, publishedAt: true },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    take: LISTED,
  });
  return studies.flatMap(({ name, origin, publishedAt }) => {
    const address = `/results/${encodeURIComponent(name)}`;
    const isImported = origin === "imported";
    return publishedAt ? [{ kind: "study", title: name, study: name, address, isImported, publishedAt }] : [];
  });
}

/** The whole analysis of a large study is megabytes, most of it on raters: only what is drawn is read. */
async function readReleased({ id, ...publication }: Publication & { id: string }): Promise<FrontFigure | null> {
  const [row] = await getPrisma().$queryRaw<Pick<Analysis, "pairs" | "options" | "votes" | "headline">[]>`
    SELECT analysis -> 'pairs' AS pairs, analysis -> 'options' AS options,
      (analysis ->> 'votes')::int AS votes, analysis ->> 'headline' AS headline
    FROM releases WHERE id = ${id}::uuid`;
  return row ? { publication, ...row } : null;
}

/** A front page that waits for the statistics, or fails with them, is worse than one without them. */
async function analyse(publication: Publication): Promise<FrontFigure | null> {
  try {
    const defaults = await getAnalysisDefaults(null, publication.study);
    const { pairs, options, votes, headline } = await getAnalysis(null, publication.study, defaults);
    return { publication, pairs, options, votes, headline };
  } catch (error) {
    // not_found: it was withdrawn between the two
    if (error instanceof AppError && ["not_found", "unavailable"].includes(error.code)) return null;
    throw error;
  }
}
