import "server-only";
import { v7 as uuid } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { inBatches } from "@/lib/db/in-batches";
import { type Db, inLongTransaction } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import type { CardCorpus, CardSource } from "@/lib/prompts/card";
import type { CurationOptions } from "@/lib/prompts/curate/options";
import { type CuratedQuery, wholeText } from "@/lib/prompts/curate/query";
import { promptSetNameSchema } from "@/lib/prompts/schema";

type NewCuration = {
  /** The prompt set that sealing will make a version of. */
  setName: string;
  source: CardSource;
  corpora: CardCorpus[];
  options: CurationOptions;
  queries: CuratedQuery[];
};

/** Writes a curation down, with every query and what became of it. @returns its id. */
export async function createCuration(actor: Actor, given: NewCuration, db?: Db): Promise<string> {
  requireWriter(actor);
  const setName = parseInput(promptSetNameSchema, given.setName);
  if (given.queries.length === 0) throw new AppError("bad_input", "There is no query in the file. Give another.");
  const write = (own: Db) => writeCuration(actor, { ...given, setName }, own);
  return db ? write(db) : inLongTransaction(write);
}

async function writeCuration(actor: Actor, { queries, ...facts }: NewCuration, db: Db): Promise<string> {
  const { id } = await db.curation.create({
    data: { ...facts, createdById: actor.kind === "account" ? actor.accountId : null },
    select: { id: true },
  });
  for await (const batch of inBatches(queries, ({ turns }) => wholeText(turns).length)) {
    const rows = batch.map(({ dropped, ...query }) => ({
      ...query,
      id: uuid(),
      droppedBy: dropped?.step ?? null,
      dropReason: dropped?.reason ?? null,
      dropEvidence: dropped?.evidence ?? null,
    }));
    await db.$executeRaw`
      INSERT INTO curated_queries
        (id, curation_id, external_id, position, line, turns, original, category, dropped_by, drop_reason, drop_evidence)
      SELECT id, ${id}::uuid, "externalId", position, line, turns, original, category, "droppedBy", "dropReason", "dropEvidence"
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (id uuid, "externalId" text, position int, line int, turns jsonb, original jsonb, category text,
          "droppedBy" text, "dropReason" text, "dropEvidence" text)`;
  }
  await recordEvent(db, actor, {
    action: "prompts.curate",
    subjectId: id,
    detail: { set: facts.setName, queries: queries.length, corpora: facts.corpora.length },
  });
  return id;
}
