import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { FormatError } from "@/lib/formats/format-error";
import type { GoldRecord } from "@/lib/formats/gold-pairs";
import { goldFormats } from "@/lib/formats/gold-registry";
import { parseInput } from "@/lib/http/parse-input";
import { runImport } from "@/lib/imports/commands/run-import";
import type { ImportFile } from "@/lib/imports/import-file";
import { type ImportedGold, type ImportGoldOptions, importGoldSchema, type Unfinished } from "@/lib/imports/schema";
import { GOLD_SOURCE } from "@/lib/prompts/schema";
import { type WrittenPair, writePairs } from "@/lib/studies/written-pairs";

/** Raters meet a few of them; more would only be held in memory. */
const MOST_PAIRS = 5_000;

/**
 * Reads pairs of which it is known which response is better into a new version of a set of gold pairs.
 *
 * @throws {AppError} bad_input: the file, by line and field; conflict: the name is a prompt set's.
 */
export async function importGold(actor: Actor, file: ImportFile, options: ImportGoldOptions): Promise<ImportedGold> {
  requireWriter(actor);
  const { format, set: name } = parseInput(importGoldSchema, options);
  const order = { kind: "prompts" as const, format: `gold-${format}`, target: name, options: {} };
  const { status, result } = await runImport<Unfinished<ImportedGold>>(actor, order, file, async (tools) => {
    const { db, bytes, refuseRepeat } = tools;
    const pairs = await collectPairs(goldFormats[format](bytes));
    const set = await writePairs(actor, { name, source: GOLD_SOURCE, pairs }, db);
    const result = { set: name, version: set.version, pairs: set.count };
    // the newest version has them
    if (set.status === "unchanged") return { rows: null, result };
    await refuseRepeat(await withEarlierVersion(db, name, set.digest, result));
    return { rows: set.count, result };
  });
  return { status, ...result };
}

type Tools = Parameters<Parameters<typeof runImport>[3]>[0];

/** An older version may have the same pairs; the file was imported then. */
async function withEarlierVersion(
  db: Tools["db"],
  name: string,
  digest: string,
  result: Unfinished<ImportedGold>,
): Promise<Unfinished<ImportedGold>> {
  const earlier = await db.promptSet.findFirst({
    where: { name, digest, sealedAt: { not: null } },
    orderBy: { version: "asc" },
    select: { version: true },
  });
  return { ...result, version: earlier?.version ?? result.version };
}

async function collectPairs(records: AsyncIterable<GoldRecord>): Promise<WrittenPair[]> {
  const pairs: WrittenPair[] = [];
  for await (const { line, externalId, turns, better, worse, category } of records) {
    if (pairs.length === MOST_PAIRS) {
      throw new FormatError({
        line,
        problem: `the file has more than ${MOST_PAIRS.toLocaleString("en")} gold pairs`,
        mend: "Take fewer, or split the file into sets of its own.",
      });
    }
    pairs.push({ id: externalId, turns, one: [better], other: [worse], category });
  }
  return pairs;
}
