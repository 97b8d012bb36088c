"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { studyOfRun } from "@/app/studio/runs/study-of-run";
import type { AccountActor } from "@/lib/auth/actor";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toStudyPath } from "@/lib/http/study-path";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { createRun } from "@/lib/inference/commands/create-run";
import { cancelRun, pauseRun, resumeRun, retryFailed } from "@/lib/inference/commands/steer-run";
import { createRunSchema } from "@/lib/inference/schema";

export async function createRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const samples = String(form.get("samples") ?? "").trim();
  const parsed = createRunSchema.safeParse({
    set: form.get("set") ?? "",
    models: form.getAll("models"),
    // what is no number is refused with the sentence for one that is out of range
    samples: /^\d{1,4}$/.test(samples) ? Number(samples) : 0,
  });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return runAction(async () => {
    const { id } = await createRun(account, parsed.data);
    revalidatePath("/studio/runs", "layout");
    redirect(`/studio/runs/${id}`);
  });
}

/** What the buttons of a run do: each carries the run's id in a hidden field. */
async function actOnRun(form: FormData, deed: (account: AccountActor, run: string) => Promise<void>) {
  const account = await requireAccount();
  return runAction(async () => {
    await deed(account, String(form.get("run")));
    revalidatePath("/studio/runs", "layout");
    return {};
  });
}

export async function pauseRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnRun(form, pauseRun);
}

export async function resumeRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnRun(form, resumeRun);
}

export async function cancelRunAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnRun(form, cancelRun);
}

export async function retryFailedAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnRun(form, retryFailed);
}

/** A draft over the run's set and models, and on to its page. */
export async function makeStudyAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnRun(form, async (account, run) => {
    const name = await studyOfRun(account, run);
    revalidatePath("/studio/studies", "layout");
    redirect(toStudyPath(name));
  });
}
