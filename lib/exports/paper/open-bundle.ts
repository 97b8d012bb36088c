import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { openExport } from "@/lib/exports/open-export";
import { writeBundleTexts } from "@/lib/exports/paper/bundle-texts";
import { loadPaperFacts } from "@/lib/exports/paper/load-paper-facts";
import type { PaperFacts } from "@/lib/exports/paper/paper-facts";
import { choosePassedOn, writePrompts, writeResponses } from "@/lib/exports/paper/write-texts";
import { AppError } from "@/lib/http/app-error";
import type { ResultsFile } from "@/lib/results/analysis-schema";
import { getResults, getResultsFile } from "@/lib/results/queries";
import { toPreregistrationFile } from "@/lib/studies/preregistration-file";
import { getPreregistration } from "@/lib/studies/queries/get-preregistration";
import { requireStudy } from "@/lib/studies/queries/require-study";

/** Draws the matrix: what is drawn is not this folder's business. */
export type DrawFigures = (
  analysis: ResultsFile["analysis"],
  createdAt: Date,
) => Promise<{ svg: string; pdf: Buffer; png: Buffer }>;

export type BundleFile = { name: string; path: string | null; content: Buffer | null; size: number; sha256: string };

export type Bundle = {
  /** "koala-again-paper-1a2b3c4d": the folder within, and the zip's name without its ending. */
  name: string;
  study: Study;
  facts: PaperFacts;
  /** The manifest is the last. */
  files: BundleFile[];
  /** The study's last moment: what the files within are dated. */
  at: Date;
  /** Where its larger files are. */
  folder: string;
  /** To be called when the files are no longer needed. */
  dispose(): Promise<void>;
};

/** Votes and results are read apart: of a study whose votes keep coming in, so often. */
const MOST_TRIES = 5;

/**
 * All that a paper needs of a study: votes and codebook, results, protocol and amendments, figure, tables, methods, checklists,
 * texts where their licences allow, and a script that recomputes the results from the votes. Votes and results are of the
 * same moment. A closed study's bundle has the same bytes each time.
 *
 * @throws {AppError} not_found; conflict: nothing to report yet, or votes come in faster than they are read.
 */
export async function openBundle(actor: Actor, studyName: string, drawFigures: DrawFigures): Promise<Bundle> {
  const { study } = await requireStudy(getPrisma(), actor, { name: studyName }, "read");
  const folder = await mkdtemp(join(tmpdir(), "eucalypt-bundle-"));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    const results = await spoolVotes(actor, study.name, join(folder, "votes.csv"));
    const facts = await loadPaperFacts(study, results);
    const at = study.closedAt ?? facts.raters.lastAt ?? study.openedAt ?? study.createdAt;
    const passedOn = choosePassedOn(facts);
    await spool(writePrompts(study.id, passedOn), join(folder, "prompts.jsonl"));
    await spool(writeResponses(study.id, passedOn), join(folder, "responses.jsonl"));
    const { svg, pdf, png } = await drawFigures(results.analysis, at);
    const texts = await writeBundleTexts(facts, passedOn);
    const files = [
      ...(await writeProtocol(actor, study)),
      ...(
        await Promise.all(
          ["votes.csv", "prompts.jsonl", "responses.jsonl"].map((name) => fromPath(name, join(folder, name))),
        )
      ).filter(({ size }) => size > 0),
      ...Object.entries(texts).map(([name, text]) => fromContent(name, Buffer.from(text, "utf8"))),
      fromContent("figure/matrix.svg", Buffer.from(svg, "utf8")),
      fromContent("figure/matrix.pdf", pdf),
      fromContent("figure/matrix.png", png),
    ].sort((one, other) => (one.name < other.name ? -1 : 1));
    files.push(fromContent("manifest.json", Buffer.from(writeManifest(facts, files), "utf8")));
    return { name: toBundleName(study), study, facts, files, at, folder, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The protocol as people read it; an imported study has none. */
async function writeProtocol(actor: Actor, study: Study): Promise<BundleFile[]> {
  if (study.protocolHash === null || study.kind !== "fixed" || study.origin !== "native") return [];
  const found = await getPreregistration(actor, study.name);
  const written = await Promise.all((["md", "pdf"] as const).map((format) => toPreregistrationFile(found, format)));
  return written.map(({ bytes }, index) => fromContent(index === 0 ? "protocol.md" : "protocol.pdf", bytes));
}

async function spoolVotes(actor: Actor, studyName: string, path: string): Promise<ResultsFile> {
  for (let tries = 1; ; tries++) {
    const before = await getResults(actor, studyName);
    if (before.votes === 0) {
      throw new AppError("conflict", `The study ${studyName} has no vote that judges yet: there is nothing to report.`);
    }
    const { chunks } = await openExport(actor, studyName, { format: "csv" });
    await spool(chunks, path);
    const results = await getResultsFile(actor, studyName, {});
    const isSame = JSON.stringify(results.matrix) === JSON.stringify(before.matrix);
    if (isSame && results.analysis.votes === before.votes) return results;
    if (tries >= MOST_TRIES) {
      throw new AppError(
        "conflict",
        `Votes on ${studyName} come in faster than they are read. Pause the study, and try again.`,
      );
    }
  }
}

async function spool(chunks: AsyncIterable<string | Buffer>, path: string): Promise<void> {
  await pipeline(chunks, createWriteStream(path));
}

async function fromPath(name: string, path: string): Promise<BundleFile> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return { name, path, content: null, size: (await stat(path)).size, sha256: hash.digest("hex") };
}

function fromContent(name: string, content: Buffer): BundleFile {
  return {
    name,
    path: null,
    content,
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}

function writeManifest({ study, results, amendments }: PaperFacts, files: BundleFile[]): string {
  const manifest = {
    schema: "eucalypt-bundle/1",
    study,
    protocolHash: results.protocolHash,
    amendedHash: amendments.at(-1)?.hash ?? null,
    votes: results.votes,
    raters: results.raters,
    prompts: results.prompts,
    stopped: results.stopped?.sentence ?? null,
    files: files.map(({ name, size, sha256 }) => ({ name, bytes: size, sha256 })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function toBundleName({ name, protocolHash }: Study): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "study";
  return `${plain}-paper${protocolHash ? `-${protocolHash.slice(0, 8)}` : ""}`;
}

/** One file's bytes. */
export function readBundleFile({ path, content }: BundleFile): Readable {
  return path === null ? Readable.from([content ?? Buffer.alloc(0)]) : createReadStream(path);
}

/** The bundle as a zip, packed while it is read. Whoever stops early must still dispose of the bundle. */
export function zipBundle({ name: folder, files, at }: Bundle): Readable {
  const zip = new ZipFile();
  // without a zone of its own: the format has local times, and the same bytes are wanted on every machine
  const mtime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
  for (const file of files) {
    const options = { mtime, mode: file.name.endsWith(".py") ? 0o100755 : 0o100644, forceDosTimestamp: true };
    const entry = `${folder}/${file.name}`;
    if (file.path === null) zip.addBuffer(file.content ?? Buffer.alloc(0), entry, options);
    else zip.addFile(file.path, entry, options);
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** The zip as one more file of the bundle. */
export async function spoolZip(bundle: Bundle): Promise<BundleFile> {
  const name = `${bundle.name}.zip`;
  const path = join(bundle.folder, name);
  await pipeline(zipBundle(bundle), createWriteStream(path));
  return fromPath(name, path);
}

/** The bundle as a file to send. */
export function toZipOnce(bundle: Bundle): { fileName: string; chunks: AsyncGenerator<Uint8Array, void, undefined> } {
  return { fileName: `${bundle.name}.zip`, chunks: readZipOnce(bundle) };
}

/** What a bundle is known by: equal tags are equal zips. */
export function toBundleTag({ name, at, files }: Bundle): string {
  const manifest = files.map((file) => [file.name, file.sha256]);
  return createHash("sha256")
    .update(JSON.stringify([name, at, manifest]))
    .digest("hex");
}

/** The zip's bytes; the bundle is disposed of at their end, also where a reader stops early. */
async function* readZipOnce(bundle: Bundle): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* zipBundle(bundle) as AsyncIterable<Uint8Array>;
  } finally {
    await bundle.dispose();
  }
}
