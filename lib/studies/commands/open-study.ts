import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Actor } from "@/lib/auth/actor";
import type { Study } from "@/lib/db/generated/client";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { checkReadiness } from "@/lib/studies/check-draft";
import { freezeStudy } from "@/lib/studies/commands/freeze-study";
import { lookForLeaks, type OnProgress, renderPrompts, renderResponses } from "@/lib/studies/commands/prepare-texts";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";

export type OpenedStudy = {
  outcome: "opened" | "resumed" | "was_open";
  id: string;
  name: string;
  slug: string;
  protocolHash: string;
};

/**
 * Opens a study to raters: renders its texts, looks for those that give their model away, draws the comparisons and
 * freezes the protocol. A paused study goes on. Run twice at once it opens once: both prepare the texts, and the second
 * to reach the freeze finds it done.
 *
 * @throws {AppError} conflict: closed, imported, or nothing to compare. The study is a draft again, and says why.
 */
export async function openStudy(
  actor: Actor,
  studyId: string,
  { onProgress = () => {} }: { onProgress?: OnProgress } = {},
): Promise<OpenedStudy> {
  const begun = await begin(actor, studyId);
  if (begun.outcome) return toOpened(begun.study, begun.outcome);
  try {
    await prepareTexts(studyId, onProgress);
    return await finish(actor, studyId, onProgress);
  } catch (error) {
    await sendBack(studyId, error);
    throw error;
  }
}

async function begin(actor: Actor, id: string): Promise<{ study: Study; outcome?: OpenedStudy["outcome"] }> {
  return await getPrisma().$transaction(async (db) => {
    const { study } = await requireStudy(db, actor, { id }, "open", { lock: true });
    if (study.status === "open") return { study, outcome: "was_open" };
    requireOpenable(study, actor);
    if (study.status === "paused") {
      const resumed = await db.study.update({ where: { id }, data: { status: "open" } });
      await recordEvent(db, actor, { action: "study.resume", subjectId: id });
      return { study: resumed, outcome: "resumed" };
    }
    checkReadiness(protocolSchema.parse(study.protocol));
    return { study: await db.study.update({ where: { id }, data: { status: "opening", openError: null } }) };
  });
}

/** @throws {AppError} conflict: this study can never open, or nobody asked the worker to open it. */
export function requireOpenable(study: Study, actor: Actor): void {
  if (study.origin === "imported") {
    throw new AppError("conflict", `The votes of ${study.name} were given elsewhere: it cannot be opened to raters.`);
  }
  if (study.status === "closed") {
    throw new AppError("conflict", `The study ${study.name} is closed and stays closed. Make a new study to go on.`);
  }
  if (study.deleteAfter) {
    throw new AppError("conflict", `The study ${study.name} is to be deleted. Take that back, then open it.`);
  }
  // a job that comes late, or once more after the study went back to draft, must not open what is being edited
  if (actor.kind === "worker" && study.status !== "opening") {
    throw new AppError("conflict", `The study ${study.name} is not waiting to be opened.`);
  }
}

async function prepareTexts(studyId: string, onProgress: OnProgress): Promise<void> {
  const study = await getPrisma().study.findUniqueOrThrow({
    where: { id: studyId },
    include: { promptSets: true, models: { include: { model: { select: { id: true, name: true } } } } },
  });
  const texts = {
    promptSetIds: study.promptSets.map((used) => used.promptSetId),
    models: study.models.map((used) => used.model),
  };
  await renderPrompts(texts, onProgress);
  await renderResponses(texts, onProgress);
  await lookForLeaks(texts, onProgress);
}

const FREEZE_TIMEOUT_MS = 5 * 60_000;

async function finish(actor: Actor, id: string, onProgress: OnProgress): Promise<OpenedStudy> {
  const opened = await getPrisma().$transaction(
    async (db) => {
      const { study } = await requireStudy(db, actor, { id }, "open", { lock: true });
      if (study.status === "open") return toOpened(study, "was_open");
      if (study.status !== "opening") {
        throw new AppError("conflict", `The study ${study.name} was changed while it was opening. Open it again.`);
      }
      onProgress({ step: "comparisons", done: 0, total: 1 });
      const protocolHash = await freezeStudy(db, actor, study);
      return toOpened({ ...study, protocolHash }, "opened");
    },
    { timeout: FREEZE_TIMEOUT_MS },
  );
  onProgress({ step: "comparisons", done: 1, total: 1 });
  return opened;
}

async function sendBack(studyId: string, error: unknown): Promise<void> {
  const openError =
    error instanceof AppError
      ? error.message
      : "A fault in the server kept the study from opening; the server's log says more. Open it again.";
  await getPrisma().study.updateMany({
    where: { id: studyId, status: "opening" },
    data: { status: "draft", openError },
  });
}

function toOpened({ id, name, slug, protocolHash }: Study, outcome: OpenedStudy["outcome"]): OpenedStudy {
  return { outcome, id, name, slug, protocolHash: protocolHash ?? "" };
}
