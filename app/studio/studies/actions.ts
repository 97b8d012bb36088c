"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { dryRunFormSchema, readStudyForm, studyFormSchema } from "@/app/studio/studies/study-form-schema";
import type { AccountActor } from "@/lib/auth/actor";
import { requireAccount } from "@/lib/auth/session";
import { deleteDryRun } from "@/lib/crowd/commands/delete-dry-run";
import { requestDryRun } from "@/lib/crowd/commands/dry-run";
import { AppError } from "@/lib/http/app-error";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toStudyPath } from "@/lib/http/study-path";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { createStudy } from "@/lib/studies/commands/create-study";
import { duplicateStudy } from "@/lib/studies/commands/duplicate-study";
import { pauseStudy } from "@/lib/studies/commands/pause-study";
import { publishProtocol, unpublishProtocol } from "@/lib/studies/commands/publish-protocol";
import { publishStudy, unpublishStudy } from "@/lib/studies/commands/publish-study";
import { requestOpen } from "@/lib/studies/commands/request-open";
import { updateDraft } from "@/lib/studies/commands/update-draft";
import { studyNameSchema } from "@/lib/studies/schema";

/** What the buttons of a study do: each carries the study's name in a hidden field. */
async function actOnStudy(form: FormData, deed: (account: AccountActor, name: string) => Promise<unknown>) {
  const account = await requireAccount();
  return runAction(async () => {
    await deed(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}

export async function openStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, requestOpen);
}

/** After the last look: goes back to the study, which says how far it has got. */
export async function openAfterLookAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const name = String(form.get("study"));
  return runAction(async () => {
    await requestOpen(account, name);
    revalidatePath("/studio/studies", "layout");
    redirect(toStudyPath(name));
  });
}

export async function publishProtocolAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, publishProtocol);
}

export async function unpublishProtocolAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, unpublishProtocol);
}

/** Goes to the settings of the copy, where it is edited. */
export async function duplicateStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = studyNameSchema.safeParse(form.get("copy"));
  if (!parsed.success) return { fieldErrors: { name: parsed.error.issues[0]?.message ?? "Write a name." } };
  return writeStudy(
    async () => (await duplicateStudy(account, String(form.get("study")), parsed.data)).name,
    "settings",
  );
}

export async function pauseStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, pauseStudy);
}

export async function closeStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, closeStudy);
}

export async function publishStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, publishStudy);
}

export async function unpublishStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, unpublishStudy);
}

/** Goes to the copy that the simulated raters are sent through. */
export async function dryRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = dryRunFormSchema.safeParse({ raters: form.get("raters"), seed: form.get("seed") });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return runAction(async () => {
    const copy = await requestDryRun(account, String(form.get("study")), parsed.data);
    revalidatePath("/studio/studies", "layout");
    redirect(toStudyPath(copy.name));
  });
}

export async function deleteDryRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    await deleteDryRun(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    redirect("/studio/studies");
  });
}

export async function createStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = studyFormSchema.safeParse(readStudyForm(form));
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return writeStudy(async () => (await createStudy(account, parsed.data)).name);
}

export async function updateDraftAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = studyFormSchema.safeParse(readStudyForm(form));
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  const { template: _template, ...changes } = parsed.data;
  return writeStudy(async () => {
    await updateDraft(account, String(form.get("study")), changes);
    return changes.name;
  });
}

/** Goes to the study it wrote. A name that is taken is told beside the name. */
async function writeStudy(write: () => Promise<string>, page?: "settings"): Promise<ActionState> {
  return runAction(async () => {
    const name = await write().catch((error: unknown) => {
      if (error instanceof AppError && /^There is a study called/.test(error.message)) return { taken: error.message };
      throw error;
    });
    if (typeof name !== "string") return { fieldErrors: { name: name.taken } };
    revalidatePath("/studio/studies", "layout");
    redirect(toStudyPath(name, page));
  });
}
