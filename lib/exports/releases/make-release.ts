import "server-only";
import { v7 as uuidv7 } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { type BundleFile, type DrawFigures, openBundle, spoolZip } from "@/lib/exports/paper/open-bundle";
import { type ReleaseInput, releaseSchema } from "@/lib/exports/releases/release-schema";
import { writeReleaseFile } from "@/lib/exports/releases/write-release-file";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { makeSlug } from "@/lib/studies/slug";

/** A million votes are written in a minute or two. */
const MOST_MS = 10 * 60_000;

const MEDIA_TYPES: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  jsonl: "application/x-ndjson",
  md: "text/markdown; charset=utf-8",
  tex: "text/plain; charset=utf-8",
  py: "text/x-python; charset=utf-8",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  png: "image/png",
  zip: "application/zip",
};

/**
 * Publishes a study's results as they are now, at an address of their own: the page's figures and the files of the paper
 * bundle, none of which ever changes. What is voted, excluded or withdrawn later is in the next release.
 *
 * @returns its number and its address's last part.
 * @throws {AppError} not_found, forbidden, bad_input; conflict: a dry run's votes are nobody's, or there is nothing to report.
 */
export async function makeRelease(
  actor: Actor,
  studyName: string,
  input: ReleaseInput,
  drawFigures: DrawFigures,
): Promise<{ number: number; slug: string }> {
  const { title, note } = parseInput(releaseSchema, input);
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "publish");
  if (study.isDryRun)
    throw new AppError("conflict", `${studyName} is a dry run: its votes are simulated, and nobody's.`);
  const bundle = await openBundle(actor, studyName, drawFigures);
  try {
    const zip = await spoolZip(bundle);
    return await getPrisma().$transaction(
      async (db) => {
        const { study: held } = await requireStudy(db, actor, { name: studyName }, "publish", { lock: true });
        // what is released stays, and its study with it
        if (held.deleteAfter) throw new AppError("conflict", `${studyName} is to be deleted. Take that back first.`);
        const number = 1 + (await db.release.count({ where: { studyId: study.id } }));
        const { results, amendments } = bundle.facts;
        const release = {
          id: uuidv7(),
          ...{ number, slug: makeSlug(), title, note, studyId: study.id },
          protocolHash: study.protocolHash,
          amendedHash: amendments.at(-1)?.hash ?? null,
          analysis: results.analysis as unknown as Prisma.InputJsonValue,
          madeById: actor.kind === "account" ? actor.accountId : null,
        };
        await db.release.create({ data: release });
        for (const file of [...bundle.files, zip]) await writeReleaseFile(db, release.id, file, toMediaType(file));
        const detail = { number, slug: release.slug, votes: results.votes };
        await recordEvent(db, actor, { action: "release.make", subjectId: study.id, detail });
        return { number, slug: release.slug };
      },
      { timeout: MOST_MS },
    );
  } finally {
    await bundle.dispose();
  }
}

function toMediaType({ name }: BundleFile): string {
  return MEDIA_TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}
