"use server";

import { revalidatePath } from "next/cache";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { excludeSchema } from "@/lib/quality/schema";

export async function excludeRaterAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = excludeSchema.safeParse({ pseudonym: form.get("rater"), reason: form.get("reason") });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return runAction(async () => {
    await excludeRater(account, String(form.get("study")), parsed.data);
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}

export async function undoExclusionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    await undoExclusion(account, String(form.get("study")), String(form.get("rater")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}
