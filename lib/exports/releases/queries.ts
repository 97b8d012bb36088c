import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import type { ModelFacts } from "@/lib/exports/paper/paper-facts";
import { AppError } from "@/lib/http/app-error";
import type { Analysis, ResultsFile } from "@/lib/results/analysis-schema";
import type { AskedResults } from "@/lib/results/asked-schema";
import type { Amendment } from "@/lib/studies/amendment-schema";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { isSlug } from "@/lib/studies/slug";

export type ReleaseFacts = {
  number: number;
  /** The last part of its address. */
  slug: string;
  title: string;
  note: string;
  protocolHash: string | null;
  amendedHash: string | null;
  createdAt: Date;
};

export type ReleaseFileFacts = { name: string; bytes: number; sha256: string };

export type Release = ReleaseFacts & {
  study: string;
  isSample: boolean;
  isImported: boolean;
  analysis: Analysis;
  /** What the models were said to be on that day. */
  models: ModelFacts[];
  /** What raters said beside the choice; null: the study did not ask. */
  asked: AskedResults | null;
  amendments: Amendment[];
  /** The zip of all of them first. */
  files: ReleaseFileFacts[];
};

const FACTS = {
  number: true,
  slug: true,
  title: true,
  note: true,
  protocolHash: true,
  amendedHash: true,
  createdAt: true,
} as const;

/**
 * A study's releases, the newest first.
 *
 * @throws {AppError} not_found.
 */
export async function listReleases(actor: Actor, studyName: string): Promise<ReleaseFacts[]> {
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "read");
  return getPrisma().release.findMany({ where: { studyId: study.id }, select: FACTS, orderBy: { number: "desc" } });
}

/**
 * What was published at an address, for anyone.
 *
 * @throws {AppError} not_found.
 */
export async function getRelease(slug: string): Promise<Release> {
  const release = isSlug(slug)
    ? await getPrisma().release.findUnique({
        where: { slug },
        include: {
          study: { select: { name: true, isSample: true, origin: true } },
          files: { select: { name: true, size: true, sha256: true }, orderBy: { name: "asc" } },
        },
      })
    : null;
  if (!release) throw noSuchRelease();
  const { study, files, analysis, number, title, note, protocolHash, amendedHash, createdAt } = release;
  const results = await readJson<ResultsFile>(release.id, "results.json");
  const isZip = ({ name }: { name: string }) => (name.endsWith(".zip") ? 0 : 1);
  return {
    ...{ number, slug, title, note, protocolHash, amendedHash, createdAt },
    study: study.name,
    isSample: study.isSample,
    isImported: study.origin === "imported",
    // as it was computed: whatever has been voted since, the page stays
    analysis: { ...(analysis as unknown as Analysis), version: "", computedAt: createdAt.toISOString() },
    models: (await readJson<ModelFacts[]>(release.id, "models.json")) ?? [],
    asked: results?.asked ?? null,
    amendments: results?.amendments ?? [],
    files: files
      .map(({ name, size, sha256 }) => ({ name, bytes: Number(size), sha256 }))
      .sort((one, other) => isZip(one) - isZip(other)),
  };
}

/** One of the release's own files, whole; null: it has none of this name. */
async function readJson<T>(releaseId: string, name: string): Promise<T | null> {
  const parts: Uint8Array[] = [];
  for await (const part of readParts(releaseId, name)) parts.push(part);
  return parts.length === 0 ? null : JSON.parse(Buffer.concat(parts).toString("utf8"));
}

export type ReleaseDownload = ReleaseFileFacts & {
  mediaType: string;
  chunks: AsyncGenerator<Uint8Array, void, undefined>;
};

/**
 * A file of a release, for anyone.
 *
 * @throws {AppError} not_found; at once and not in the middle of the stream.
 */
export async function openReleaseFile(slug: string, name: string): Promise<ReleaseDownload> {
  // PostgreSQL keeps no NUL in a text
  const isName = isSlug(slug) && !name.includes("\0");
  const file = isName ? await getPrisma().releaseFile.findFirst({ where: { name, release: { slug } } }) : null;
  if (!file) throw noSuchRelease();
  const { mediaType, size, sha256, releaseId } = file;
  return { name, mediaType, bytes: Number(size), sha256, chunks: readParts(releaseId, name) };
}

async function* readParts(releaseId: string, name: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let part = 0; ; part++) {
    const found = await getPrisma().releaseFilePart.findUnique({
      where: { releaseId_name_part: { releaseId, name, part } },
    });
    if (!found) return;
    yield found.bytes;
  }
}

function noSuchRelease(): AppError {
  return new AppError("not_found", "There is no release at this address.");
}
