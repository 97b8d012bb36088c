import "server-only";
import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import type { Prisma } from "@/lib/db/generated/client";
import { inBatches } from "@/lib/db/in-batches";
import { type Db, inLongTransaction, lockName } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { type PromptSetCard, promptSetCardSchema } from "@/lib/prompts/card";
import { addToSetDigest, toTextDigest } from "@/lib/prompts/digest";
import { hashCard } from "@/lib/prompts/hash-card";
import { type PromptTurn, promptSetNameSchema } from "@/lib/prompts/schema";

const LARGE_SET = 2000;

export type NewPrompt = {
  externalId: string;
  turns: PromptTurn[];
  category: string | null;
  /** As they came, where cleaning changed them. */
  original?: PromptTurn[] | null;
};

export type NewPromptSet = {
  name: string;
  /** The format it was read from, such as koala-test-set. */
  source: string;
  isSample?: boolean;
  card?: PromptSetCard;
  curationId?: string;
  /** What makes the set what it is beside its prompts: a digest of the responses that were written with them. */
  alsoDigest?: string;
  prompts: AsyncIterable<NewPrompt> | Iterable<NewPrompt>;
};

export type CreatedPromptSet = {
  /** unchanged: the newest version of this name holds the same prompts by the same card, where one is given, and is named here. */
  status: "created" | "unchanged";
  id: string;
  name: string;
  version: number;
  promptCount: number;
  digest: string;
};

/**
 * Writes a set whole and seals it: version 1 of a new name, else the next one.
 *
 * @param db where it is a part of a larger deed; by default a transaction of its own.
 */
export async function createPromptSet(actor: Actor, given: NewPromptSet, db?: Db): Promise<CreatedPromptSet> {
  requireWriter(actor);
  const set = { ...given, name: parseInput(promptSetNameSchema, given.name) };
  return db ? writeSet(actor, set, db) : inLongTransaction((own) => writeSet(actor, set, own));
}

async function writeSet(actor: Actor, set: NewPromptSet, db: Db): Promise<CreatedPromptSet> {
  await lockName(db, `prompt-set:${set.name}`);
  const newest = await db.promptSet.findFirst({ where: { name: set.name }, orderBy: { version: "desc" } });
  const { id, version } = await db.promptSet.create({
    data: {
      name: set.name,
      version: (newest?.version ?? 0) + 1,
      source: set.source,
      isSample: set.isSample ?? false,
      card: set.card as Prisma.InputJsonObject | undefined,
      curationId: set.curationId,
      createdById: actor.kind === "account" ? actor.accountId : null,
      promptCount: 0,
      digest: "",
    },
  });
  const { promptCount, digest } = await insertPrompts(db, id, set);
  if (promptCount === 0) throw new AppError("bad_input", "A prompt set needs at least one prompt.");
  if (newest?.digest === digest && hasSameCard(newest.card, set.card, digest)) {
    await db.prompt.deleteMany({ where: { promptSetId: id } });
    await db.promptSet.delete({ where: { id } });
    return { status: "unchanged", id: newest.id, name: set.name, version: newest.version, promptCount, digest };
  }
  // the planner takes a set that it has not met for a handful of rows, and reads all of it to find one prompt by its id
  if (promptCount >= LARGE_SET) await db.$executeRaw`ANALYZE prompts`;
  await db.promptSet.update({ where: { id }, data: { promptCount, digest, sealedAt: new Date() } });
  return { status: "created", id, name: set.name, version, promptCount, digest };
}

/** A set that comes without a card is what it was; one that comes with another card has another pedigree. */
function hasSameCard(newest: unknown, given: PromptSetCard | undefined, digest: string): boolean {
  if (given === undefined) return true;
  const earlier = promptSetCardSchema.safeParse(newest);
  return earlier.success && hashCard(earlier.data, digest) === hashCard(given, digest);
}

async function insertPrompts(
  db: Db,
  promptSetId: string,
  { prompts, alsoDigest = "" }: NewPromptSet,
): Promise<{ promptCount: number; digest: string }> {
  const hash = createHash("sha256").update(alsoDigest);
  let promptCount = 0;
  for await (const batch of inBatches(prompts, charactersOf)) {
    const rows = batch.map(({ externalId, turns, category, original = null }) => {
      addToSetDigest(hash, externalId, turns);
      promptCount += 1;
      const textDigest = toTextDigest(turns[0]);
      return { id: uuid(), externalId, position: promptCount, turns, original, category, textDigest };
    });
    await db.$executeRaw`
      INSERT INTO prompts (id, prompt_set_id, external_id, position, turns, original, category, text_digest)
      SELECT id, ${promptSetId}::uuid, "externalId", position, turns, original, category, "textDigest"
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (id uuid, "externalId" text, position int, turns jsonb, original jsonb, category text, "textDigest" text)`;
  }
  return { promptCount, digest: hash.digest("hex") };
}

function charactersOf({ turns }: NewPrompt): number {
  return turns.reduce((sum, { text, input }) => sum + text.length + (input?.length ?? 0), 0);
}
