import "server-only";
import type { AccountActor, Actor, OperatorActor, WorkerActor } from "@/lib/auth/actor";
import { type OnRater, simulateRaters } from "@/lib/crowd/dry-run/simulate-raters";
import { getPrisma } from "@/lib/db/prisma";
import { AppError } from "@/lib/http/app-error";
import { parseInput } from "@/lib/http/parse-input";
import { enqueue } from "@/lib/jobs/queue";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { copyForDryRun, type DryRunCopy } from "@/lib/studies/commands/copy-for-dry-run";
import { openStudy } from "@/lib/studies/commands/open-study";
import type { OnProgress } from "@/lib/studies/commands/prepare-texts";
import { type DryRunSettings, dryRunSettingsSchema } from "@/lib/studies/dry-run";
import { findDryRunSettings } from "@/lib/studies/queries/dry-run-settings";
import { requireStudy } from "@/lib/studies/queries/require-study";
import { protocolSchema } from "@/lib/studies/schema";

type Watching = { onOpening?: OnProgress; onRater?: OnRater };

/**
 * Copies a study, opens the copy by the real commands, and sends simulated raters through it.
 *
 * @returns the copy, closed, with its votes in it.
 * @throws {AppError} as `copyForDryRun` and `openStudy`.
 */
export async function dryRunStudy(
  actor: OperatorActor,
  name: string,
  settings: DryRunSettings,
  watching: Watching = {},
): Promise<DryRunCopy> {
  const copy = await copyForDryRun(actor, name, parseInput(dryRunSettingsSchema, settings));
  await runDryRun(actor, copy.id, watching);
  return copy;
}

/**
 * The same by a worker, which takes longer than a request may.
 *
 * @throws {AppError} as `copyForDryRun`; unavailable: the queue cannot be reached, and the copy is gone again.
 */
export async function requestDryRun(actor: AccountActor, name: string, settings: DryRunSettings): Promise<DryRunCopy> {
  const copy = await copyForDryRun(actor, name, parseInput(dryRunSettingsSchema, settings));
  // to be opened as any study that somebody asked a worker to open
  await getPrisma().study.update({ where: { id: copy.id }, data: { status: "opening" } });
  try {
    await enqueue("dry-run", { studyId: copy.id }, { onceAs: `dry-run-${copy.id}` });
  } catch (error) {
    await getPrisma().study.delete({ where: { id: copy.id } });
    throw new AppError("unavailable", "The queue of jobs could not be reached. Try the dry run again in a moment.", {
      cause: error,
    });
  }
  return copy;
}

/** Opens a copy that `copyForDryRun` made, and goes on with one that was cut off. */
export async function runDryRun(
  actor: OperatorActor | WorkerActor,
  studyId: string,
  { onOpening = () => {}, onRater = () => {} }: Watching = {},
): Promise<void> {
  await requireDryRun(actor, studyId);
  await openStudy(actor, studyId, { onProgress: onOpening });
  const { study } = await requireStudy(getPrisma(), actor, { id: studyId }, "read");
  const { id, name, slug } = study;
  const settings = await findDryRunSettings(id);
  await simulateRaters({ id, name, slug, protocol: protocolSchema.parse(study.protocol) }, settings, onRater);
  await closeStudy(actor, name);
}

/** @throws {AppError} conflict: the study is real. */
async function requireDryRun(actor: Actor, studyId: string): Promise<void> {
  const { study } = await requireStudy(getPrisma(), actor, { id: studyId }, "open");
  if (!study.isDryRun) throw new AppError("conflict", `${study.name} is no dry run: nobody is simulated in it.`);
}
