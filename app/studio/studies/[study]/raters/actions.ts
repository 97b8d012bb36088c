"use server";

import { actOnStudy } from "@/app/studio/studies/[study]/act-on-study";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { excludeSchema } from "@/lib/quality/schema";

export async function excludeRaterAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const parsed = excludeSchema.safeParse({ pseudonym: form.get("rater"), reason: form.get("reason") });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return actOnStudy(form, (account, study) => excludeRater(account, study, parsed.data));
}

export async function undoExclusionAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, (account, study) => undoExclusion(account, study, String(form.get("rater"))));
}
