import "server-only";
import { createHash, randomInt } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Prisma, Study } from "@/lib/db/generated/client";
import { AppError } from "@/lib/http/app-error";
import { canonicalJson } from "@/lib/studies/canonical-json";
import { checkReadiness } from "@/lib/studies/check-draft";
import { renderSets } from "@/lib/studies/commands/render-sets";
import { writeChecks } from "@/lib/studies/commands/write-checks";
import { type Drawing, type DrawnResponse, drawComparisons, explainNothingDrawn } from "@/lib/studies/draw-comparisons";
import { listDrawnPrompts, listDrawnResponses } from "@/lib/studies/queries/list-drawn";
import { type Protocol, protocolSchema } from "@/lib/studies/schema";
import { RENDERER_VERSION } from "@/lib/text/render-markdown";

/**
 * Draws the comparisons, then freezes the protocol with its hash: in this order, since the database refuses a comparison
 * to a study that has a hash. The caller holds the study's row.
 *
 * @throws {AppError} conflict: nothing to compare, or the texts changed while they were prepared.
 */
export async function freezeStudy(db: Prisma.TransactionClient, actor: Actor, study: Study): Promise<string> {
  const draft = protocolSchema.parse(study.protocol);
  checkReadiness(draft);
  const modelIds = await mapModelIds(db, study.id);
  const drawing = drawComparisons(draft, await listDrawnPrompts(db, study.id), await listResponses(db, study.id));
  if (drawing.comparisons.length === 0) throw new AppError("conflict", explainNothingDrawn(drawing.leftOut));
  await requireRendered(db, drawing);
  await writeComparisons(db, study.id, draft.votesPerComparison, drawing, modelIds);
  const written = await writeChecks(db, actor, study, draft);
  if (written) await renderSets(db, written.promptSetIds);
  const { digest, leftOut } = drawing;
  const frozen = {
    comparisons: drawing.comparisons.length,
    comparisonsDigest: digest,
    ...(written && { checks: written.checks, checksDigest: written.checksDigest }),
    leftOut,
  };
  const protocol: Protocol = { ...draft, frozen };
  const protocolHash = hashProtocol(protocol);
  await db.study.update({
    where: { id: study.id },
    data: { protocol, protocolHash, status: "open", openError: null, openedAt: new Date() },
  });
  const detail = { protocolHash, comparisons: frozen.comparisons };
  await recordEvent(db, actor, { action: "study.open", subjectId: study.id, detail });
  return protocolHash;
}

/** SHA-256, hex, of the protocol in canonical JSON: the same whoever computes it, from the study or from a copy. */
export function hashProtocol(protocol: Protocol): string {
  return createHash("sha256").update(canonicalJson(protocol), "utf8").digest("hex");
}

async function mapModelIds(db: Prisma.TransactionClient, studyId: string): Promise<Map<string, string>> {
  const rows = await db.studyModel.findMany({ where: { studyId }, include: { model: { select: { name: true } } } });
  return new Map(rows.map((row) => [row.model.name, row.modelId]));
}

async function listResponses(db: Prisma.TransactionClient, studyId: string): Promise<DrawnResponse[]> {
  const rows = await listDrawnResponses(db, studyId);
  return rows.map(({ namesItself, ...row }) => {
    if (namesItself === null) throw textsChanged();
    return { ...row, namesItself };
  });
}

async function requireRendered(db: Prisma.TransactionClient, drawing: Drawing): Promise<void> {
  const responseIds = [...new Set(drawing.comparisons.flatMap(({ first, second }) => [first.id, second.id]))];
  const promptIds = [...new Set(drawing.comparisons.map((comparison) => comparison.promptId))];
  const [lacking] = await db.$queryRaw<{ any: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM responses r WHERE r.id = ANY (${responseIds}::uuid[]) AND cardinality(r.turns) > (
        SELECT count(*) FROM rendered_responses x WHERE x.response_id = r.id AND x.renderer_version = ${RENDERER_VERSION})
    ) OR EXISTS (
      SELECT FROM prompts p WHERE p.id = ANY (${promptIds}::uuid[]) AND jsonb_array_length(p.turns) > (
        SELECT count(*) FROM rendered_prompts x WHERE x.prompt_id = p.id AND x.renderer_version = ${RENDERER_VERSION})
    ) AS any`;
  if (lacking?.any) throw textsChanged();
}

function textsChanged(): AppError {
  return new AppError("conflict", "Responses came in while the study was opening. Open it again.");
}

const ROWS = 2_000;

async function writeComparisons(
  db: Prisma.TransactionClient,
  studyId: string,
  capacity: number,
  drawing: Drawing,
  modelIds: Map<string, string>,
): Promise<void> {
  const rows = drawing.comparisons.map(({ promptId, first, second }) => {
    const sides = [first, second].map(({ id, model }) => ({ responseId: id, modelId: modelIds.get(model) ?? "" }));
    const [a, b] = sides.sort((one, other) => (one.modelId < other.modelId ? -1 : 1));
    const responses = { responseAId: a?.responseId ?? null, responseBId: b?.responseId ?? null };
    return { studyId, promptId, capacity, modelAId: a?.modelId ?? "", modelBId: b?.modelId ?? "", ...responses };
  });
  // ids sort by the moment they were made: made in this order they would tell which model is which
  shuffle(rows);
  for (let start = 0; start < rows.length; start += ROWS) {
    const batch = rows.slice(start, start + ROWS).map((row) => ({ id: uuidv7(), ...row }));
    await db.comparison.createMany({ data: batch });
  }
}

function shuffle(rows: unknown[]): void {
  for (let index = rows.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [rows[index], rows[other]] = [rows[other], rows[index]];
  }
}
