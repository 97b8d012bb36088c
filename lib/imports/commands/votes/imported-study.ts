import "server-only";
import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/auth/actor";
import type { Db } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { mayDo } from "@/lib/studies/policy";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";
import { makeSlug } from "@/lib/studies/slug";

export type ImportedStudy = { id: string; name: string; isNew: boolean };

/**
 * The imported study of this name, or the id that a new one will have.
 *
 * @throws {AppError} conflict: the name is that of a study of this installation, or of one that is not the actor's.
 */
export async function findImportedStudy(db: Db, actor: Actor, name: string): Promise<ImportedStudy> {
  const study = await db.study.findUnique({ where: { name }, select: { id: true, origin: true } });
  if (!study) return { id: uuid(), name, isNew: true };
  if (study.origin === "native") {
    throw new AppError(
      "conflict",
      `"${name}" is a study of this installation, and votes from elsewhere cannot be added to it. Import them under another --study name.`,
    );
  }
  if (actor.kind === "account") {
    const key = { studyId: study.id, accountId: actor.accountId };
    const member = await db.studyMember.findUnique({ where: { studyId_accountId: key }, select: { role: true } });
    if (!mayDo(member?.role ?? null, "edit")) {
      throw new AppError("conflict", `The name "${name}" is taken. Import the votes under another --study name.`);
    }
  }
  return { id: study.id, name, isNew: false };
}

/** Its protocol is written when its votes are: see describeStudy. */
export async function createImportedStudy(db: Db, actor: Actor, study: ImportedStudy): Promise<void> {
  await db.study.create({
    data: {
      id: study.id,
      name: study.name,
      slug: makeSlug(),
      origin: "imported",
      status: "closed",
      template: "arena",
      protocol: {},
    },
  });
  const owners =
    actor.kind === "account"
      ? [{ id: actor.accountId }]
      : await db.account.findMany({ where: { role: "owner" }, select: { id: true } });
  await db.studyMember.createMany({
    data: owners.map(({ id }) => ({ studyId: study.id, accountId: id, role: "owner" as const })),
  });
}

/** Writes down, from its votes, what the study compared: protocol, models, prompt sets, first and last day. */
export async function describeStudy(db: Db, studyId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO study_models (study_id, model_id, position)
    SELECT ${studyId}::uuid, m.id, row_number() OVER (ORDER BY m.name) - 1
    FROM models m
    WHERE m.id IN (SELECT unnest(ARRAY[model_a_id, model_b_id]) FROM comparisons WHERE study_id = ${studyId}::uuid)
    ON CONFLICT (study_id, model_id) DO UPDATE SET position = excluded.position`;
  await db.$executeRaw`
    INSERT INTO study_prompt_sets (study_id, prompt_set_id, position)
    SELECT ${studyId}::uuid, s.id, row_number() OVER (ORDER BY s.name, s.version) - 1
    FROM prompt_sets s
    WHERE s.id IN (
      SELECT p.prompt_set_id FROM comparisons c JOIN prompts p ON p.id = c.prompt_id WHERE c.study_id = ${studyId}::uuid
    )
    ON CONFLICT (study_id, prompt_set_id) DO UPDATE SET position = excluded.position`;
  const protocol = protocolSchema.parse(await readProtocol(db, studyId));
  await db.study.update({ where: { id: studyId }, data: { protocol } });
  await db.$executeRaw`
    UPDATE studies s SET opened_at = v.first_vote, closed_at = v.last_vote
    FROM (
      SELECT min(a.answered_at) AS first_vote, max(a.answered_at) AS last_vote
      FROM comparisons c JOIN assignments a ON a.comparison_id = c.id WHERE c.study_id = ${studyId}::uuid
    ) v
    WHERE s.id = ${studyId}::uuid`;
}

async function readProtocol(db: Db, studyId: string): Promise<Protocol> {
  const sets = await db.studyPromptSet.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    select: { promptSet: { select: { name: true, version: true, digest: true } } },
  });
  const models = await db.studyModel.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    select: { model: { select: { name: true } } },
  });
  const pairs = await db.$queryRaw<{ a: string; b: string }[]>`
    SELECT DISTINCT least(a.name, b.name) AS a, greatest(a.name, b.name) AS b
    FROM comparisons c JOIN models a ON a.id = c.model_a_id JOIN models b ON b.id = c.model_b_id
    WHERE c.study_id = ${studyId}::uuid ORDER BY 1, 2`;
  const [found] = await db.$queryRaw<{ most: number; bothBad: boolean }[]>`
    SELECT max(c.capacity) AS most, EXISTS (
      SELECT FROM comparisons d JOIN assignments a ON a.comparison_id = d.id JOIN votes v ON v.assignment_id = a.id
      WHERE d.study_id = ${studyId}::uuid AND v.choice = 'both_bad'
    ) AS "bothBad"
    FROM comparisons c WHERE c.study_id = ${studyId}::uuid`;
  return {
    ...ELSEWHERE,
    promptSets: sets.map(({ promptSet }) => promptSet),
    models: models.map(({ model }) => model.name),
    pairs: pairs.map(({ a, b }) => [a, b]),
    // what the file shows at most, within what a protocol can say
    votesPerComparison: Math.min(Math.max(found?.most ?? 1, 1), 50),
    choices: found?.bothBad ? ["first", "second", "tie", "both_bad"] : ["first", "second", "tie"],
  };
}

/** What a file of votes does not say about its study. */
const ELSEWHERE = {
  schema: "eucalypt-protocol/1",
  template: "arena",
  reference: null,
  question: "Which response is better?",
  criteria: [] as string[],
  raterTitle: "Votes given elsewhere",
  instructions: "The votes of this study were given elsewhere. What its raters were told is recorded there.",
  consent: { version: "elsewhere", text: "What its raters agreed to is recorded where the votes were given." },
  oncePerPrompt: false,
  pairsPerRater: null,
  leaseMinutes: 30,
  breakEvery: null,
  showEmptyResponses: true,
  showSelfNamingResponses: true,
  frozen: null,
} as const satisfies Partial<Protocol>;
