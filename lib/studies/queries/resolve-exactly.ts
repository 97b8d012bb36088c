import "server-only";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/http/app-error";
import { WRITTEN_PROVIDER } from "@/lib/models/schema";
import { CHECKS_SOURCE, GOLD_SOURCE } from "@/lib/prompts/schema";
import type { DraftParts } from "@/lib/studies/draft";
import type { StudyFile } from "@/lib/studies/study-file";

type WantedSet = StudyFile["promptSets"][number];
type FoundSet = DraftParts["sets"][number];

/**
 * The sets with these digests, in the version asked for where there is one, and the models of these names.
 *
 * @throws {AppError} bad_input: each set and model that is not here, in one sentence after another.
 */
export async function resolveExactly(db: Prisma.TransactionClient, file: StudyFile): Promise<DraftParts> {
  const missing: string[] = [];
  const sets = await pickSets(db, file.promptSets, { notIn: [GOLD_SOURCE, CHECKS_SOURCE] }, "prompt set", missing);
  const gold = await pickSets(db, file.session?.goldSets ?? [], GOLD_SOURCE, "set of gold pairs", missing);
  const models = await pickModels(db, file.models, missing);
  if (missing.length > 0) {
    const mend = "Import what is missing, then create the study again.";
    throw new AppError("bad_input", [...missing, mend].join(" "));
  }
  const goldSets = gold.map(({ name, version, digest }) => ({ name, version, digest }));
  return { sets, models, goldSets };
}

async function pickSets(
  db: Prisma.TransactionClient,
  wanted: WantedSet[],
  source: { notIn: string[] } | string,
  what: string,
  missing: string[],
): Promise<FoundSet[]> {
  refuseTwice(what, names(wanted));
  const found = await db.promptSet.findMany({
    where: { name: { in: names(wanted) }, sealedAt: { not: null }, source },
    orderBy: { version: "desc" },
    select: { id: true, name: true, version: true, digest: true, isSample: true },
  });
  return wanted.flatMap((set) => {
    const here = found.filter(({ name }) => name === set.name);
    const same = here.filter(({ digest }) => digest === set.digest);
    const picked = same.find(({ version }) => version === set.version) ?? same[0];
    if (!picked) missing.push(describeMissing(what, set, here));
    return picked ?? [];
  });
}

function describeMissing(what: string, { name, version, digest }: WantedSet, here: FoundSet[]): string {
  const others = here.map((set) => `version ${set.version} (${set.digest})`).join(", ");
  const instead = others ? `; what is here under this name has other texts: ${others}` : "";
  return `There is no ${what} ${name}, version ${version}, with digest ${digest}${instead}.`;
}

async function pickModels(
  db: Prisma.TransactionClient,
  wanted: string[],
  missing: string[],
): Promise<DraftParts["models"]> {
  refuseTwice("model", wanted);
  const found = await db.model.findMany({
    where: { name: { in: wanted }, provider: { not: WRITTEN_PROVIDER } },
    select: { id: true, name: true },
  });
  return wanted.flatMap((name) => {
    const model = found.find((one) => one.name === name);
    if (!model) missing.push(`There is no model ${name}.`);
    return model ?? [];
  });
}

function names(sets: WantedSet[]): string[] {
  return sets.map(({ name }) => name);
}

function refuseTwice(what: string, all: string[]): void {
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice !== undefined) throw new AppError("bad_input", `The ${what} ${twice} is named twice. Name it once.`);
}
