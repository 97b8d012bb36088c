import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/http/app-error";
import { WRITTEN_PROVIDER } from "@/lib/models/schema";
import { CHECKS_SOURCE, GOLD_SOURCE } from "@/lib/prompts/schema";
import type { DraftParts } from "@/lib/studies/draft";
import type { Wishes } from "@/lib/studies/schema";

/**
 * The newest version of each prompt set, in the order asked for.
 *
 * @throws {AppError} a set is not there or not complete, or is named twice; the message lists those that there are.
 */
export async function resolveSets(db: Prisma.TransactionClient, names: string[]): Promise<DraftParts["sets"]> {
  return await resolveKind(db, names, { notIn: [GOLD_SOURCE, CHECKS_SOURCE] });
}

async function resolveKind(
  db: Prisma.TransactionClient,
  names: string[],
  source: { notIn: string[] } | string,
): Promise<DraftParts["sets"]> {
  refuseTwice("prompt set", names);
  const found = await db.promptSet.findMany({
    where: { name: { in: names }, sealedAt: { not: null }, source },
    orderBy: { version: "desc" },
    select: { id: true, name: true, version: true, digest: true, isSample: true },
  });
  return await pick("prompt set", names, found, async () => {
    const rows = await db.promptSet.findMany({
      where: { sealedAt: { not: null }, source },
      distinct: ["name"],
      orderBy: { name: "asc" },
    });
    return rows.map((row) => row.name);
  });
}

/**
 * The sets of gold pairs that are wished for; undefined: none are named, and those of before stay.
 *
 * @throws {AppError} as `resolveSets`: a set of prompts is none of gold pairs.
 */
export async function resolveGoldSets(db: Prisma.TransactionClient, wishes: Wishes): Promise<DraftParts["goldSets"]> {
  const names = wishes.session?.goldSets;
  if (!names) return undefined;
  const sets = await resolveKind(db, names, GOLD_SOURCE);
  return sets.map(({ name, version, digest }) => ({ name, version, digest }));
}

/** @throws {AppError} a model is not there, or is named twice; the message lists those that there are. */
export async function resolveModels(db: Prisma.TransactionClient, names: string[]): Promise<DraftParts["models"]> {
  refuseTwice("model", names);
  const compared = { provider: { not: WRITTEN_PROVIDER } };
  const found = await db.model.findMany({
    where: { name: { in: names }, ...compared },
    select: { id: true, name: true },
  });
  return await pick("model", names, found, async () => {
    const rows = await db.model.findMany({ where: compared, orderBy: { name: "asc" }, select: { name: true } });
    return rows.map((row) => row.name);
  });
}

async function pick<Part extends { name: string }>(
  what: string,
  names: string[],
  found: Part[],
  listAll: () => Promise<string[]>,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const name of names) {
    const part = found.find((candidate) => candidate.name === name);
    if (!part) throw new AppError("bad_input", describeMissing(what, name, await listAll()));
    parts.push(part);
  }
  return parts;
}

const LISTED = 30;

function describeMissing(what: string, name: string, all: string[]): string {
  if (all.length === 0) return `There is no ${what} ${name}, and no other: import one first.`;
  const more = all.length > LISTED ? ` and ${all.length - LISTED} more` : "";
  return `There is no ${what} ${name}. There are: ${all.slice(0, LISTED).join(", ")}${more}.`;
}

function refuseTwice(what: string, names: string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new AppError("bad_input", `The ${what} ${twice} is named twice. Name it once.`);
}
