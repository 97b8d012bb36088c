"use server";

import { actOnStudy } from "@/app/studio/studies/[study]/act-on-study";
import type { ActionState } from "@/lib/http/schema";
import { archiveStudy, unarchiveStudy } from "@/lib/studies/commands/archive-study";
import { requestDeletion, takeBackDeletion } from "@/lib/studies/commands/request-deletion";

export async function archiveAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, archiveStudy);
}

export async function unarchiveAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, unarchiveStudy);
}

export async function requestDeletionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, (account, study) => requestDeletion(account, study, String(form.get("typed") ?? "")));
}

export async function takeBackDeletionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, takeBackDeletion);
}
