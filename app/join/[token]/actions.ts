"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { requireAccount } from "@/lib/auth/session";
import { readAddress } from "@/lib/http/client-address";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toStudyPath } from "@/lib/http/study-path";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { takeInvitation, takeInvitationAnew } from "@/lib/studies/commands/take-invitation";
import { newMemberSchema } from "@/lib/studies/member-schema";

export async function takeInvitationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    redirect(toStudyPath(await takeInvitation(account, String(form.get("token")))));
  });
}

type JoinState = ActionState & { name?: string };

export async function joinAnewAction(_state: JoinState, form: FormData): Promise<JoinState> {
  const given = { name: String(form.get("name") ?? ""), password: String(form.get("password") ?? "") };
  const parsed = newMemberSchema.safeParse(given);
  if (!parsed.success) return { name: given.name, fieldErrors: toFieldErrors(parsed.error) };
  const address = readAddress(await headers());
  const state = await runAction(async () => {
    const study = await takeInvitationAnew(String(form.get("token")), parsed.data, address);
    return { done: `Your account is made, and you are a member of ${study}.` };
  });
  return { ...state, name: given.name };
}
