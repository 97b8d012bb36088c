import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { type ModelCard, readCard } from "@/lib/models/card";
import { getResultsStudyId } from "@/lib/results/queries";

export type NamedCard = { name: string; card: ModelCard };

/**
 * What the models of a study are, in the study's order.
 *
 * @param actor null: anyone, and then the study must be published.
 * @throws {AppError} not_found.
 */
export async function listModelCards(actor: Actor | null, studyName: string): Promise<NamedCard[]> {
  return readModelCards(await getResultsStudyId(actor, studyName));
}

/** The same of a study that the caller may read. */
export async function readModelCards(studyId: string): Promise<NamedCard[]> {
  const used = await getPrisma().studyModel.findMany({
    where: { studyId },
    orderBy: { position: "asc" },
    select: { model: { select: { name: true, card: true } } },
  });
  return used.map(({ model: { name, card } }) => ({ name, card: readCard(card) }));
}
