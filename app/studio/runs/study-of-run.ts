import "server-only";
import { toStudyName } from "@/app/studio/runs/study-name";
import type { AccountActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";
import { getRun } from "@/lib/inference/queries/runs";
import { findNewestPromptSet } from "@/lib/prompts/queries";
import { createStudy } from "@/lib/studies/commands/create-study";
import { listStudies } from "@/lib/studies/queries/studies";

/**
 * A draft of what a run brought, each model with each other; the one that was made before, where there is one.
 *
 * @returns its name.
 * @throws {AppError} conflict: the set has a newer version, which a study would take; else as `createStudy`.
 */
export async function studyOfRun(account: AccountActor, runId: string): Promise<string> {
  const { id, promptSet, models, createdAt } = await getRun(account, runId);
  const newest = await findNewestPromptSet(account, promptSet.name);
  if (newest && newest.version !== promptSet.version) {
    const mend = "A study takes the newest: order a run over that one.";
    throw new AppError("conflict", `${promptSet.name} has a version ${newest.version} since this run. ${mend}`);
  }
  const name = toStudyName(promptSet.name, createdAt, id);
  const made = await listStudies(account);
  if (made.some((study) => study.name === name)) return name;
  await createStudy(account, { name, template: "arena", sets: [promptSet.name], models });
  return name;
}
