"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { fetchPrompts } from "@/lib/imports/commands/fetch-prompts";
import { PUBLISHED_SETS } from "@/lib/imports/published-sets";

/** Downloads a published test set, and goes to it. */
export async function fetchSetAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const which = z.enum(PUBLISHED_SETS).safeParse(form.get("which"));
  if (!which.success) return { error: "Choose one of the published sets." };
  return runAction(async () => {
    const { set, version } = await fetchPrompts(account, { which: which.data, file: null });
    revalidatePath("/studio/prompts", "layout");
    redirect(`/studio/prompts/${encodeURIComponent(set)}?version=${version}`);
  });
}
