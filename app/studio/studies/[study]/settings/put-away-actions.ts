"use server";

import { revalidatePath } from "next/cache";
import type { AccountActor } from "@/lib/auth/actor";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { archiveStudy, unarchiveStudy } from "@/lib/studies/commands/archive-study";
import { requestDeletion, takeBackDeletion } from "@/lib/studies/commands/request-deletion";

async function act(form: FormData, deed: (account: AccountActor, study: string) => Promise<unknown>) {
  const account = await requireAccount();
  return runAction(async () => {
    await deed(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}

export async function archiveAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, archiveStudy);
}

export async function unarchiveAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, unarchiveStudy);
}

export async function requestDeletionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, (account, study) => requestDeletion(account, study, String(form.get("typed") ?? "")));
}

export async function takeBackDeletionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, takeBackDeletion);
}
