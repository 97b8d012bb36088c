"use server";

import { z } from "zod";
import { actOnStudy } from "@/app/studio/studies/[study]/act-on-study";
import { createInvitations, removeWayIn, revokeInvitation, setWayIn } from "@/lib/crowd/commands/set-way-in";
import { syncProlific } from "@/lib/crowd/commands/sync-prolific";
import { WAYS_IN, type WayIn } from "@/lib/crowd/schema";
import type { ActionState } from "@/lib/http/schema";

const waySchema = z.enum(WAYS_IN);

export async function setWayInAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const wayIn = waySchema.safeParse(form.get("wayIn"));
  if (!wayIn.success) return { error: "Choose a way in." };
  return actOnStudy(form, (account, study) => setWayIn(account, study, wayIn.data, readSettings(wayIn.data, form)));
}

export async function removeWayInAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const wayIn = waySchema.safeParse(form.get("wayIn"));
  if (!wayIn.success) return { error: "Choose a way in." };
  return actOnStudy(form, (account, study) => removeWayIn(account, study, wayIn.data));
}

export async function inviteAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const [count, most] = [Number(form.get("count")), Number(form.get("most"))];
  return actOnStudy(form, (account, study) =>
    createInvitations(account, study, { count, most, note: text(form, "note") }),
  );
}

export async function revokeAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, (account, study) => revokeInvitation(account, study, text(form, "code")));
}

export async function syncAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, syncProlific);
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
