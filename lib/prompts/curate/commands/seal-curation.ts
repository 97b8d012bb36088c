import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { type Db, inLongTransaction, lockName } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { countCategories, type PromptSetCard } from "@/lib/prompts/card";
import { type CreatedPromptSet, createPromptSet } from "@/lib/prompts/commands/create-prompt-set";
import { drawSample } from "@/lib/prompts/curate/draw-sample";
import { getCuration } from "@/lib/prompts/curate/queries";
import type { CurationDetail } from "@/lib/prompts/curate/schema";
import { LANGUAGE_DETECTOR } from "@/lib/prompts/curate/steps/language-detector";
import { promptTurnsSchema } from "@/lib/prompts/schema";

export type SealedCuration = CreatedPromptSet & { card: PromptSetCard };

/**
 * Makes of what a curation keeps, or of the sample of it that its options ask for, a version of its prompt set, with its
 * card. Sealed again without a change it is the same version; after a review it is the next one.
 *
 * @throws {AppError} conflict: nothing is kept, or less than the sample asks for.
 */
export async function sealCuration(actor: Actor, curationId: string, db?: Db): Promise<SealedCuration> {
  requireWriter(actor);
  const seal = (own: Db) => sealIn(actor, curationId, own);
  return db ? seal(db) : inLongTransaction(seal);
}

async function sealIn(actor: Actor, curationId: string, db: Db): Promise<SealedCuration> {
  await lockName(db, `curation:${curationId}`);
  const curation = await getCuration(actor, curationId, db);
  const rows = await db.curatedQuery.findMany({ where: { curationId }, orderBy: { position: "asc" } });
  const queries = rows.map((row) => ({
    externalId: row.externalId,
    category: row.category,
    turns: promptTurnsSchema.parse(row.turns),
    original: promptTurnsSchema.nullable().parse(row.original),
    droppedBy: row.droppedBy,
    byHand: row.byHand,
  }));
  const kept = queries.filter(({ droppedBy, byHand }) => (byHand === null ? droppedBy === null : byHand === "kept"));
  const { sample } = curation.options;
  if (kept.length === 0) {
    throw new AppError("conflict", "Every query was dropped. Take some back, or curate with other thresholds.");
  }
  if (sample && kept.length < sample.size) {
    throw new AppError(
      "conflict",
      `${kept.length} queries are kept, and the sample asks for ${sample.size}. Take some back, or ask for fewer.`,
    );
  }
  const prompts = sample ? await drawSample(kept, sample) : kept;
  const card = toCard(curation, queries, kept.length, prompts);
  const created = await createPromptSet(
    actor,
    { name: curation.setName, source: curation.source.format, card, curationId, prompts },
    db,
  );
  await recordEvent(db, actor, {
    action: "prompts.seal",
    subjectId: created.id,
    detail: { set: created.name, version: created.version, prompts: created.promptCount },
  });
  return { ...created, card };
}

type Row = { externalId: string; category: string; original: unknown; droppedBy: string | null; byHand: string | null };

function toCard(curation: CurationDetail, queries: Row[], kept: number, prompts: Row[]): PromptSetCard {
  const { source, corpora, options, steps } = curation;
  const takenBack = queries.filter(({ droppedBy, byHand }) => droppedBy !== null && byHand === "kept");
  const droppedByHand = queries.filter(({ byHand }) => byHand === "dropped");
  const unchecked = corpora.length === 0 ? [] : takenBack.filter(({ droppedBy }) => droppedBy !== "contamination");
  return {
    source,
    curation: {
      options,
      languageDetector: LANGUAGE_DETECTOR,
      corpora,
      steps,
      takenBack: takenBack.map(({ externalId }) => externalId),
      droppedByHand: droppedByHand.map(({ externalId }) => externalId),
      notHeldAgainstCorpora: unchecked.length,
      cleaned: prompts.filter(({ original }) => original !== null).length,
      kept,
    },
    categories: countCategories(prompts),
  };
}
