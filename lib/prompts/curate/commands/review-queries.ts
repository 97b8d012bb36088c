import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import { requireWriter } from "@/lib/auth/policy";
import { inLongTransaction } from "@/lib/db/long-transaction";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { type Review, reviewSchema } from "@/lib/prompts/curate/schema";

/**
 * Takes drops back, drops by hand, or lets the steps' word hold again. Sealed versions stay as they are; the next seal
 * makes another.
 *
 * @throws {AppError} not_found: a query that the curation does not have; then nothing changes.
 */
export async function reviewQueries(actor: Actor, given: Review): Promise<{ reviewed: number }> {
  requireWriter(actor);
  const { curationId, externalIds, byHand } = parseInput(reviewSchema, given);
  const wanted = [...new Set(externalIds)];
  return inLongTransaction(async (db) => {
    const where = { curationId, externalId: { in: wanted } };
    const found = await db.curatedQuery.findMany({ where, select: { externalId: true } });
    const missing = wanted.find((id) => !found.some(({ externalId }) => externalId === id));
    if (missing !== undefined) {
      throw new AppError("not_found", `The curation has no query ${missing}. Nothing was changed.`);
    }
    const { count } = await db.curatedQuery.updateMany({ where, data: { byHand } });
    await recordEvent(db, actor, {
      action: "prompts.review",
      subjectId: curationId,
      detail: { queries: count, byHand },
    });
    return { reviewed: count };
  });
}
