import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATOR } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { type Bundle, type DrawFigures, openBundle, readBundleFile, zipBundle } from "@/lib/exports/paper/open-bundle";
import { makeRelease } from "@/lib/exports/releases/make-release";
import { getRelease, openReleaseFile } from "@/lib/exports/releases/queries";
import { lacksSharedData, sharedFile } from "@/lib/formats/testing/shared-data";
import { importVotes } from "@/lib/imports/commands/import-votes";
import type { ResultsFile } from "@/lib/results/analysis-schema";
import { getResultsFile } from "@/lib/results/queries";
import { addRater, castVotes, exclude } from "@/lib/results/testing/cast-votes";
import { ESTIMANDS, TIE_RULES } from "@/lib/stats/estimate";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const MODELS = ["=koala|13b", "alpaca & co"] as [string, string];
/** What is drawn is tested where it is drawn. */
const draw: DrawFigures = async ({ pairs }) => ({
  svg: `<svg>${pairs.length}</svg>`,
  pdf: Buffer.from("%PDF-"),
  png: Buffer.from("PNG"),
});

import { announceVotes } from "@/lib/votes/results-version";

withTestDatabase();

let folder: string;
const hasPython = await promisify(execFile)("python3", ["--version"]).then(
  () => true,
  () => false,
);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bundle-test-"));
  await makePlainTexts("@set", 12, MODELS);
  const { id } = await createStudy(OPERATOR, {
    name: "paper",
    template: "arena",
    sets: ["@set"],
    models: MODELS,
    votesPerComparison: 6,
  });
  await openStudy(OPERATOR, id);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** As somebody does who unpacked the zip. */
async function unpack(bundle: Bundle, name: string): Promise<string> {
  const into = join(folder, name);
  for (const file of bundle.files) {
    const path = join(into, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await bytesOf(readBundleFile(file)));
  }
  return into;
}

async function recompute(into: string): Promise<{ code: number; printed: string }> {
  try {
    const { stdout } = await promisify(execFile)("python3", ["-I", join(into, "recompute.py")]);
    return { code: 0, printed: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, printed: stdout + stderr };
  }
}

describe("a paper's bundle", () => {
  it("is refused while there is nothing to report, and to whom the study is not shown", async () => {
    await expect(openBundle(OPERATOR, "paper", draw)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      openBundle({ kind: "account", accountId: crypto.randomUUID() } as never, "paper", draw),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("says in each file what the database says, and is the same bytes each time", async () => {
    const prompts = await getPrisma().prompt.findMany({ select: { externalId: true }, orderBy: { position: "asc" } });
    const choices = ["first", "second", "tie", "first", "both_bad", "cannot_judge"] as const;
    for (let rater = 0; rater < 6; rater++) {
      const raterId = await addRater("paper", `rater-${rater}`);
      for (const [index, { externalId }] of prompts.slice(0, 9).entries()) {
        const choice = choices[(index * (rater + 2) + rater) % choices.length] ?? "tie";
        await castVotes({ study: "paper", raterId, prompt: externalId, models: MODELS, choices: [choice] });
      }
      if (rater === 5) await exclude("paper", raterId, "too_fast");
    }
    await closeStudy(OPERATOR, "paper");

    const bundle = await openBundle(OPERATOR, "paper", draw);
    const bytes = async (name: string) => {
      const file = bundle.files.find((one) => one.name === name);
      if (!file) throw new Error(`no ${name}`);
      return bytesOf(readBundleFile(file));
    };
    const text = async (name: string) => (await bytes(name)).toString();
    const { protocolHash } = bundle.study;
    expect(
      createHash("sha256")
        .update(await text("protocol.json"))
        .digest("hex"),
    ).toBe(protocolHash);
    const manifest = JSON.parse(await text("manifest.json"));
    expect(manifest).toMatchObject({ study: "paper", protocolHash, votes: bundle.facts.results.votes });
    for (const { name, bytes: size, sha256 } of manifest.files) {
      const content = await bytes(name);
      expect([name, content.length, createHash("sha256").update(content).digest("hex")]).toEqual([name, size, sha256]);
    }
    expect(await text("protocol.md")).toContain(protocolHash ?? "");
    const methods = await text("methods.md");
    expect(methods).toContain(`rest on ${bundle.facts.results.votes} votes by 5 raters`);
    expect(methods).toContain("1 rater with 9 votes was excluded (too fast: 1)");
    expect(methods).toContain(`SHA-256 ${protocolHash}`);
    expect(await text("table.tex")).toContain("=koala|13b v alpaca \\& co");
    expect(await text("checklists/heds.md")).toContain("Not recorded here");
    // nobody stated a licence, so no text leaves
    expect(bundle.files.map(({ name }) => name)).not.toContain("prompts.jsonl");
    expect(await text("licences.md")).toContain("not stated");

    const again = await openBundle(OPERATOR, "paper", draw);
    expect((await bytesOf(zipBundle(again))).equals(await bytesOf(zipBundle(bundle)))).toBe(true);
    await unpack(bundle, "paper");
    await Promise.all([bundle.dispose(), again.dispose()]);
  });

  it("is published as a release: the same bytes at an address of its own, which no later vote, row or person changes", async () => {
    const { slug } = await makeRelease(OPERATOR, "paper", { title: "First" }, draw);
    const release = await getRelease(slug);
    expect(release).toMatchObject({ number: 1, title: "First", study: "paper", analysis: { votes: 44, raters: 5 } });
    const [zip] = release.files;
    const bundle = await openBundle(OPERATOR, "paper", draw);
    const now = await bytesOf(zipBundle(bundle));
    await bundle.dispose();
    const { chunks } = await openReleaseFile(slug, zip?.name ?? "");
    const kept = await bytesOf(chunks as AsyncGenerator<Buffer>);
    expect(kept.equals(now)).toBe(true);
    expect(zip).toMatchObject({ bytes: kept.length, sha256: createHash("sha256").update(kept).digest("hex") });

    const excluded = await getPrisma().rater.findFirstOrThrow({ where: { pseudonym: "rater-0" } });
    await exclude("paper", excluded.id, "a researcher's words");
    await announceVotes(excluded.studyId);
    expect((await getRelease(slug)).analysis.raters).toBe(5);
    const second = await makeRelease(OPERATOR, "paper", { title: "Second" }, draw);
    expect(second.number).toBe(2);
    expect((await getRelease(second.slug)).analysis.raters).toBe(4);

    const db = getPrisma();
    // by a trigger
    const refused = { code: "P2003" };
    await expect(db.release.updateMany({ data: { title: "other" } })).rejects.toMatchObject(refused);
    await expect(db.releaseFile.deleteMany()).rejects.toMatchObject(refused);
    await expect(db.releaseFilePart.updateMany({ data: { bytes: new Uint8Array() } })).rejects.toMatchObject(refused);
    await expect(openReleaseFile(slug, "nothing\0.csv")).rejects.toMatchObject({ code: "not_found" });
    const viewer = { kind: "account", accountId: crypto.randomUUID() } as never;
    await expect(makeRelease(viewer, "paper", { title: "Mine" }, draw)).rejects.toMatchObject({ code: "not_found" });
  });

  it.skipIf(!hasPython)("recomputes the results from the votes alone, and notices a changed vote", async () => {
    const into = join(folder, "paper");
    const { code, printed } = await recompute(into);
    expect(printed).toMatch(/\d+ numbers held against results.json: all equal/);
    expect(code).toBe(0);
    const votes = await readFile(join(into, "votes.csv"), "utf8");
    await writeFile(join(into, "votes.csv"), votes.replace(",first,", ",second,"));
    expect(await recompute(into)).toMatchObject({ code: 1, printed: expect.stringContaining("DIFFERS") });
  });

  it.skipIf(!hasPython || lacksSharedData())(
    "recomputes real votes of 65 raters on 15 pairs, every number equal",
    async () => {
      const file = { bytes: sharedFile("mtbench/human.jsonl"), fileName: "human.jsonl" };
      await importVotes(OPERATOR, file, { format: "mt-bench", study: "mt-bench" });
      const bundle = await openBundle(OPERATOR, "mt-bench", draw);
      const { code, printed } = await recompute(await unpack(bundle, "mt-bench"));
      await bundle.dispose();
      expect(printed).toContain("195 numbers held against results.json: all equal");
      expect(code).toBe(0);
    },
  );

  it.skipIf(!hasPython || lacksSharedData())(
    "recomputes the majorities of real votes with their intervals, and notices another interval",
    async () => {
      const into = join(folder, "mt-bench");
      const path = join(into, "results.json");
      for (const estimand of ESTIMANDS) {
        for (const tieRule of TIE_RULES) {
          const query = { aggregation: "majority", estimand, tieRule };
          const results = await getResultsFile(OPERATOR, "mt-bench", query);
          expect(results.analysis.options).toMatchObject(query);
          expect(results.analysis.pairs.filter(({ winRate }) => winRate.ok)).toHaveLength(15);
          await writeFile(path, JSON.stringify(results));
          const { code, printed } = await recompute(into);
          expect(printed).toContain("195 numbers held against results.json: all equal");
          expect(code).toBe(0);
        }
        const results: ResultsFile = JSON.parse(await readFile(path, "utf8"));
        const difference = results.analysis.pairs[0]?.difference;
        if (!difference?.ok) throw new Error("the first pair has no difference");
        difference.value.interval.high += 1e-5;
        await writeFile(path, JSON.stringify(results));
        const { code, printed } = await recompute(into);
        expect(printed).toMatch(/DIFFERS .*: difference: high .*\n195 numbers held against results\.json: 1 differ\./);
        expect(code).toBe(1);
      }
    },
    90_000,
  );
});
