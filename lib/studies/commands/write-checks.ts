import "server-only";
import { createHash, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import type { Purpose } from "@/lib/db/generated/enums";
import { AppError } from "@/lib/http/app-error";
import { CHECKS_SOURCE } from "@/lib/prompts/schema";
import { canonicalJson } from "@/lib/studies/canonical-json";
import type { Protocol } from "@/lib/studies/schema";
import type { Texts } from "@/lib/studies/session-schema";
import { findWrittenModels, type WrittenPair, writePairs } from "@/lib/studies/written-pairs";

/** More than all raters of a study will ever be handed. */
const CAPACITY = 1_000_000;

type Check = {
  purpose: Exclude<Purpose, "main">;
  promptId: string;
  externalId: string;
  /** Digests of what was written as one and as other. */
  one: { id: string; digest: string };
  other: { id: string; digest: string };
  better: "one" | "other" | "tie";
  position: number | null;
  explanation: Texts | null;
};

type WrittenChecks = { checks: number; checksDigest: string; promptSetIds: string[] };

/**
 * Practice, attention and gold pairs as comparisons of the study, before it is frozen. They are beside what is counted:
 * `expected` says what should be chosen, and no result reads them.
 *
 * @returns null: the protocol has none. The sets are those whose texts raters will see.
 */
export async function writeChecks(
  db: Prisma.TransactionClient,
  actor: Actor,
  study: Study,
  { session }: Protocol,
): Promise<WrittenChecks | null> {
  if (!session) return null;
  const own = [
    ...session.practice.map((pair, index) => toPair(`practice-${index + 1}`, pair)),
    ...session.attention.map((pair, index) => toPair(`attention-${index + 1}`, pair)),
  ];
  const checks: Check[] = [];
  const promptSetIds: string[] = [];
  if (own.length > 0) {
    const set = await writePairs(actor, { name: `checks of ${study.name}`, source: CHECKS_SOURCE, pairs: own }, db);
    promptSetIds.push(set.promptSetId);
    const placed = await listPairs(db, set.promptSetId);
    for (const [index, { better, explanation }] of session.practice.entries()) {
      const place = requirePair(placed, `practice-${index + 1}`);
      checks.push({ purpose: "practice", ...place, better: toBetter(better), position: index + 1, explanation });
    }
    for (const [index, { expected }] of session.attention.entries()) {
      const place = requirePair(placed, `attention-${index + 1}`);
      checks.push({ purpose: "attention", ...place, better: toBetter(expected), position: null, explanation: null });
    }
  }
  for (const { name, version } of session.goldSets) {
    const set = await db.promptSet.findUniqueOrThrow({ where: { name_version: { name, version } } });
    promptSetIds.push(set.id);
    for (const place of await listPairs(db, set.id)) {
      checks.push({ purpose: "gold", ...place, better: "one", position: null, explanation: null });
    }
  }
  if (checks.length === 0) return null;
  await insertChecks(db, study.id, checks);
  return { checks: checks.length, checksDigest: toDigest(checks), promptSetIds };
}

function toPair(id: string, { prompt, first, second }: { prompt: string; first: string; second: string }): WrittenPair {
  return { id, turns: [{ text: prompt, input: null }], one: [first], other: [second], category: null };
}

function toBetter(choice: "first" | "second" | "tie"): Check["better"] {
  return choice === "tie" ? "tie" : choice === "first" ? "one" : "other";
}

type Place = Pick<Check, "promptId" | "externalId" | "one" | "other">;

async function listPairs(db: Prisma.TransactionClient, promptSetId: string): Promise<Place[]> {
  const [oneId, otherId] = await findWrittenModels(db);
  type Row = { promptId: string; externalId: string; oneId: string; one: string; otherId: string; other: string };
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id AS "promptId", p.external_id AS "externalId", a.id AS "oneId", a.digest AS one, b.id AS "otherId",
      b.digest AS other
    FROM prompts p JOIN responses a ON a.prompt_id = p.id AND a.model_id = ${oneId}::uuid AND a.sample = 0
    JOIN responses b ON b.prompt_id = p.id AND b.model_id = ${otherId}::uuid AND b.sample = 0
    WHERE p.prompt_set_id = ${promptSetId}::uuid ORDER BY p.position`;
  return rows.map((row) => ({
    promptId: row.promptId,
    externalId: row.externalId,
    one: { id: row.oneId, digest: row.one },
    other: { id: row.otherId, digest: row.other },
  }));
}

function requirePair(places: Place[], externalId: string): Place {
  const place = places.find((one) => one.externalId === externalId);
  if (!place) throw new AppError("conflict", "The study's checks changed while it was opening. Open it again.");
  return place;
}

async function insertChecks(db: Prisma.TransactionClient, studyId: string, checks: Check[]): Promise<void> {
  const [oneId, otherId] = await findWrittenModels(db);
  const oneIsA = oneId < otherId;
  // ids sort by the moment they were made: in this order they would tell gold from attention
  const shuffled = [...checks];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [shuffled[index], shuffled[other]] = [shuffled[other] as Check, shuffled[index] as Check];
  }
  const data = shuffled.map((check) => ({
    id: uuidv7(),
    studyId,
    purpose: check.purpose,
    promptId: check.promptId,
    capacity: CAPACITY,
    modelAId: oneIsA ? oneId : otherId,
    modelBId: oneIsA ? otherId : oneId,
    responseAId: oneIsA ? check.one.id : check.other.id,
    responseBId: oneIsA ? check.other.id : check.one.id,
    expected: toExpected(check.better, oneIsA),
    position: check.position,
    ...(check.explanation && { explanation: check.explanation }),
  }));
  await db.comparison.createMany({ data });
}

function toExpected(better: Check["better"], oneIsA: boolean): "a" | "b" | "tie" {
  if (better === "tie") return "tie";
  return (better === "one") === oneIsA ? "a" : "b";
}

/** By what was written and what is expected, and not by this database's ids. */
function toDigest(checks: Check[]): string {
  const hash = createHash("sha256");
  for (const { purpose, externalId, one, other, better } of checks) {
    hash.update(`${canonicalJson({ purpose, prompt: externalId, responses: [one.digest, other.digest], better })}\n`);
  }
  return hash.digest("hex");
}
