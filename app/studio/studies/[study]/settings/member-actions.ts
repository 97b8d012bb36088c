"use server";

import { redirect } from "next/navigation";
import { actOnStudy } from "@/app/studio/studies/[study]/act-on-study";
import { getEnv } from "@/lib/env";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { addMember } from "@/lib/studies/commands/add-member";
import { revokeMemberInvitation } from "@/lib/studies/commands/invite-member";
import { removeMember, shareStudy } from "@/lib/studies/commands/share-study";
import { MEMBER_ROLES, shareSchema } from "@/lib/studies/schema";

export type AddState = ActionState & { invited?: { email: string; address: string; until: string } };

/** Who has no account gets a link, which is shown now and never again. */
export async function addMemberAction(_state: AddState, form: FormData): Promise<AddState> {
  const parsed = shareSchema.safeParse({ email: form.get("email"), role: form.get("role") });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  const told: AddState = {};
  const state = await actOnStudy(form, async (account, study) => {
    const invitation = await addMember(account, study, parsed.data);
    if (!invitation) return;
    const address = `${getEnv().NEXTAUTH_URL ?? ""}/join/${invitation.token}`;
    told.invited = { email: parsed.data.email, address, until: invitation.expiresAt.toISOString() };
  });
  return { ...state, ...told };
}

export async function revokeInvitationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, (account, study) => revokeMemberInvitation(account, study, String(form.get("invitation"))));
}

export async function changeRoleAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const role = MEMBER_ROLES.find((one) => one === form.get("role"));
  if (!role) return { error: "Choose a role." };
  return actOnStudy(form, (account, study) => shareStudy(account, study, { email: String(form.get("email")), role }));
}

/** Whoever takes themselves off goes to the list: the study is not theirs any more. */
export async function removeMemberAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const state = await actOnStudy(form, (account, study) => removeMember(account, study, String(form.get("email"))));
  if (!state.error && form.get("isSelf") === "yes") redirect("/studio/studies");
  return state;
}
