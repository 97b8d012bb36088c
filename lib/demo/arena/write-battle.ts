import "server-only";
import { v7 as uuid } from "uuid";
import type { Db } from "@/lib/db/long-transaction";
import { withPair } from "@/lib/demo/arena/arena-protocol";
import type { Arena } from "@/lib/demo/arena/find-or-create-arena";
import { writeResponse } from "@/lib/demo/arena/write-responses";
import type { Conversation } from "@/lib/demo/find-conversation";
import type { BattleVote } from "@/lib/demo/schema";
import type { Visitor } from "@/lib/demo/visitor";
import { toTextDigest } from "@/lib/prompts/digest";
import { newPseudonym } from "@/lib/raters/pseudonym";
import { toSourceHash } from "@/lib/raters/source-hash";
import { protocolSchema } from "@/lib/studies/schema";

type Sided = { id: string; name: string };
type Battle = { visitor: Visitor; conversation: Conversation; vote: BattleVote };

/**
 * A battle and its vote as every study has them: prompt, responses, comparison, rater, assignment, vote. The caller holds
 * the lock of the arena.
 *
 * @returns the assignment's id.
 */
export async function writeBattle(db: Db, arena: Arena, battle: Battle): Promise<string> {
  const models = await findModels(db, battle.conversation.models);
  await takeInModels(db, arena, models);
  const promptId = await writePrompt(db, arena.promptSetId, battle.conversation);
  const comparison = await writeComparison(db, arena.study.id, promptId, models, battle.conversation);
  const raterId = await findOrCreateRater(db, arena.study.id, battle.visitor);
  return writeVote(db, { ...battle, ...comparison, raterId });
}

/** In the order in which they stood. */
async function findModels(db: Db, names: string[]): Promise<[Sided, Sided]> {
  const found = await db.model.findMany({ where: { name: { in: names } }, select: { id: true, name: true } });
  const [first, second] = names.map((name) => found.find((model) => model.name === name));
  if (!first || !second) throw new Error("a battle of models that are not there");
  return [first, second];
}

async function takeInModels(db: Db, { study }: Arena, models: [Sided, Sided]): Promise<void> {
  const protocol = protocolSchema.parse(study.protocol);
  const next = withPair(protocol, models[0].name, models[1].name);
  await db.study.update({ where: { id: study.id }, data: { protocol: next } });
  const there = await db.studyModel.count({ where: { studyId: study.id } });
  await db.studyModel.createMany({
    data: models.map(({ id }, index) => ({ studyId: study.id, modelId: id, position: there + index })),
    skipDuplicates: true,
  });
}

async function writePrompt(db: Db, promptSetId: string, { id, turns }: Conversation): Promise<string> {
  const asked = turns.map(({ text }) => ({ text, input: null }));
  const { promptCount } = await db.promptSet.update({
    where: { id: promptSetId },
    data: { promptCount: { increment: 1 } },
    select: { promptCount: true },
  });
  const prompt = { externalId: id, position: promptCount, turns: asked, textDigest: toTextDigest(asked[0]) };
  return (await db.prompt.create({ data: { id: uuid(), promptSetId, ...prompt } })).id;
}

async function writeComparison(
  db: Db,
  studyId: string,
  promptId: string,
  models: [Sided, Sided],
  { turns }: Conversation,
): Promise<{ comparisonId: string; firstIsA: boolean }> {
  const first = await writeResponse(db, { promptId, modelId: models[0].id, turns, side: 0 });
  const second = await writeResponse(db, { promptId, modelId: models[1].id, turns, side: 1 });
  const firstIsA = models[0].id < models[1].id;
  const [a, b] = firstIsA ? [0, 1] : [1, 0];
  const { id } = await db.comparison.create({
    data: {
      id: uuid(),
      studyId,
      promptId,
      capacity: 1,
      done: 1,
      firstA: firstIsA ? 1 : 0,
      modelAId: (models[a] as Sided).id,
      modelBId: (models[b] as Sided).id,
      responseAId: firstIsA ? first : second,
      responseBId: firstIsA ? second : first,
    },
  });
  return { comparisonId: id, firstIsA };
}

/** One rater for one browser, under a hash that leads back to neither. */
async function findOrCreateRater(db: Db, studyId: string, visitor: Visitor): Promise<string> {
  const sourceHash = new Uint8Array(toSourceHash(studyId, "human", visitor.hash.toString("hex")));
  const known = await db.rater.findUnique({ where: { studyId_sourceHash: { studyId, sourceHash } } });
  if (known) return known.id;
  const rater = { id: uuid(), studyId, cameBy: "link" as const, pseudonym: newPseudonym(), sourceHash };
  return (await db.rater.create({ data: rater })).id;
}

type Written = Battle & { comparisonId: string; firstIsA: boolean; raterId: string };

async function writeVote(db: Db, { conversation, vote, comparisonId, firstIsA, raterId }: Written): Promise<string> {
  const last = await db.assignment.aggregate({ where: { raterId }, _max: { trialIndex: true } });
  const shownAt = new Date(conversation.turns.at(-1)?.finishedAt ?? Date.now());
  const answeredAt = new Date();
  const { id } = await db.assignment.create({
    data: {
      id: uuid(),
      state: "done",
      firstIsA,
      layout: vote.layout,
      // the conversation has the chance of the pair this way round; an assignment's is that of the comparison
      propensity: Math.min(1, 2 * (conversation.propensity ?? 0.5)),
      trialIndex: (last._max.trialIndex ?? 0) + 1,
      nextRevision: 1,
      comparisonId,
      raterId,
      servedAt: conversation.createdAt,
      shownAt,
      answeredAt,
      votes: { create: { choice: vote.choice, decisionMs: Math.max(0, answeredAt.getTime() - shownAt.getTime()) } },
    },
  });
  return id;
}
