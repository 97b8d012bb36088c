"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toStudyPath } from "@/lib/http/study-path";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { withdrawResponse } from "@/lib/quality/commands/withdraw-response";
import { amendProtocol } from "@/lib/studies/amend-protocol";
import { type AmendText, amendmentReasonSchema, amendTextSchema } from "@/lib/studies/amendment-schema";
import { amendText, checkChange } from "@/lib/studies/commands/amend-text";
import { getStudy } from "@/lib/studies/queries/studies";
import { type DiffPart, diffWords } from "@/lib/text/diff-words";

export type AmendState = ActionState & { values?: { to: string; reason: string }; diff?: DiffPart[] };

/** Shows what would change; pressed again on that, amends. */
export async function amendTextAction(_state: AmendState, form: FormData): Promise<AmendState> {
  const account = await requireAccount();
  const given = (name: string) => String(form.get(name) ?? "");
  const study = given("study");
  const values = { to: given("to").replaceAll("\r\n", "\n"), reason: given("reason") };
  const wish = { field: given("field"), language: form.get("language") ?? undefined, ...values };
  const parsed = amendTextSchema.safeParse(wish);
  if (!parsed.success) return { values, fieldErrors: toFieldErrors(parsed.error) };
  if (given("deed") === "amend") {
    const state = await runAction(async () => {
      await amendText(account, study, parsed.data as AmendText);
      leave(study);
    });
    return { ...state, values };
  }
  const told: { diff?: DiffPart[] } = {};
  const state = await runAction(async () => {
    const { protocol, amendments } = await getStudy(account, study);
    const { from, to } = checkChange(amendProtocol(protocol, amendments), parsed.data);
    told.diff = diffWords(from, to);
    return {};
  });
  return { ...state, ...told, values };
}

export async function withdrawResponseAction(_state: AmendState, form: FormData): Promise<AmendState> {
  const account = await requireAccount();
  const study = String(form.get("study"));
  const values = { to: "", reason: String(form.get("reason") ?? "") };
  const reason = amendmentReasonSchema.safeParse(values.reason);
  if (!reason.success) return { values, fieldErrors: { reason: reason.error.issues[0]?.message ?? "" } };
  const state = await runAction(async () => {
    const response = { id: String(form.get("response")) };
    await withdrawResponse(account, study, { response, reason: reason.data });
    leave(study);
  });
  return { ...state, values };
}

function leave(study: string): never {
  revalidatePath("/studio/studies", "layout");
  redirect(`${toStudyPath(study, "protocol")}#amendments-head`);
}
