"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { reviewQueries } from "@/lib/prompts/curate/commands/review-queries";
import { sealCuration } from "@/lib/prompts/curate/commands/seal-curation";

/** Takes a drop back, drops by hand, or lets the steps' word hold again. */
export async function reviewQueryAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    const word = form.get("byHand");
    await reviewQueries(account, {
      curationId: String(form.get("curation")),
      externalIds: [String(form.get("query"))],
      byHand: word === "kept" || word === "dropped" ? word : null,
    });
    revalidatePath("/studio/prompts/curations", "layout");
    return {};
  });
}

export async function sealCurationAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    const { name, version } = await sealCuration(account, String(form.get("curation")));
    revalidatePath("/studio/prompts", "layout");
    redirect(`/studio/prompts/${encodeURIComponent(name)}?version=${version}`);
  });
}
