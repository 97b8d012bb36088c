"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import type { AccountActor } from "@/lib/auth/actor";
import { requireAccount } from "@/lib/auth/session";
import { createInvitations, removeWayIn, revokeInvitation, setWayIn } from "@/lib/crowd/commands/set-way-in";
import { syncProlific } from "@/lib/crowd/commands/sync-prolific";
import { WAYS_IN, type WayIn } from "@/lib/crowd/schema";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";

const waySchema = z.enum(WAYS_IN);

async function act(form: FormData, deed: (account: AccountActor, study: string) => Promise<unknown>) {
  const account = await requireAccount();
  return runAction(async () => {
    await deed(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}

export async function setWayInAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const wayIn = waySchema.safeParse(form.get("wayIn"));
  if (!wayIn.success) return { error: "Choose a way in." };
  return act(form, (account, study) => setWayIn(account, study, wayIn.data, readSettings(wayIn.data, form)));
}

export async function removeWayInAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const wayIn = waySchema.safeParse(form.get("wayIn"));
  if (!wayIn.success) return { error: "Choose a way in." };
  return act(form, (account, study) => removeWayIn(account, study, wayIn.data));
}

export async function inviteAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const [count, most] = [Number(form.get("count")), Number(form.get("most"))];
  return act(form, (account, study) => createInvitations(account, study, { count, most, note: text(form, "note") }));
}

export async function revokeAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, (account, study) => revokeInvitation(account, study, text(form, "code")));
}

export async function syncAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return act(form, syncProlific);
}

function text(form: FormData, name: string): string {
  return String(form.get(name) ?? "").trim();
}

/** Fields that are empty are not set; boxes that are not ticked are off. */
function readSettings(wayIn: WayIn, form: FormData): object {
  const orNull = (name: string) => text(form, name) || null;
  switch (wayIn) {
    case "link":
      return {
        needsInvitation: form.has("needsInvitation"),
        needsProof: form.has("needsProof"),
        completionCode: orNull("completionCode"),
      };
    case "prolific":
      return { prolificStudyId: orNull("prolificStudyId") };
    case "mturk":
      return { frameOrigins: text(form, "frameOrigins").split(/\s+/).filter(Boolean) };
    case "url":
      return {
        idParameter: text(form, "idParameter"),
        returnUrl: orNull("returnUrl"),
        completionCode: orNull("completionCode"),
      };
    default:
      return {};
  }
}
