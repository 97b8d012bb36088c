import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { Choice, Purpose, RaterKind } from "@/lib/db/generated/enums";
import { getPrisma } from "@/lib/db/prisma";

/** Makes a rater of a study, for tests. */
export async function addRater(studyName: string, pseudonym: string, kind: RaterKind = "human"): Promise<string> {
  const { id: studyId } = await getPrisma().study.findUniqueOrThrow({ where: { name: studyName } });
  const rater = { kind, pseudonym, cameBy: "link" as const, tokenHash: randomBytes(32), studyId };
  return (await getPrisma().rater.create({ data: rater })).id;
}

export async function exclude(studyName: string, raterId: string, reason: string): Promise<void> {
  const { id: studyId } = await getPrisma().study.findUniqueOrThrow({ where: { name: studyName } });
  await getPrisma().exclusion.create({ data: { studyId, raterId, reason } });
}

type Cast = {
  study: string;
  raterId: string;
  /** The prompt's id in its file. */
  prompt: string;
  promptSet?: string;
  /** Whose response stood first, and second. */
  models: [string, string];
  /** One after another on the same assignment: an undo is `withdrawn`. */
  choices: Choice[];
  purpose?: Purpose;
  reason?: string;
  decisionMs?: number;
};

/** Votes as the rating would have written them, on a comparison that is there. */
export async function castVotes({
  study,
  raterId,
  prompt,
  promptSet,
  models,
  choices,
  ...cast
}: Cast): Promise<string> {
  const [first] = models;
  const comparison = await getPrisma().comparison.findFirstOrThrow({
    where: {
      study: { name: study },
      purpose: cast.purpose ?? "main",
      prompt: { externalId: prompt, promptSet: promptSet ? { name: promptSet } : {} },
      modelA: { name: { in: models } },
      modelB: { name: { in: models } },
    },
    include: { modelA: true },
  });
  const isWithdrawn = choices.at(-1) === "withdrawn";
  const trialIndex = 1 + (await getPrisma().assignment.count({ where: { raterId } }));
  const assignmentId = uuidv7();
  await getPrisma().assignment.create({
    data: {
      id: assignmentId,
      state: isWithdrawn ? "open" : "done",
      leaseUntil: isWithdrawn ? new Date(Date.now() + 60_000) : null,
      firstIsA: comparison.modelA.name === first,
      layout: "side_by_side",
      propensity: 0.5,
      trialIndex,
      comparisonId: comparison.id,
      raterId,
      answeredAt: new Date(),
      votes: {
        create: choices.map((choice, revision) => ({
          revision,
          choice,
          reason: choice === "cannot_judge" ? (cast.reason ?? "subject") : null,
          decisionMs: cast.decisionMs ?? 1000,
        })),
      },
    },
  });
  const moved = isWithdrawn ? { open: { increment: 1 } } : { done: { increment: 1 } };
  const firstA = { increment: comparison.modelA.name === first ? 1 : 0 };
  await getPrisma().comparison.update({ where: { id: comparison.id }, data: { ...moved, firstA } });
  return assignmentId;
}
