"use server";

import { revalidatePath } from "next/cache";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { CARD_FIELDS } from "@/lib/models/card";
import { writeCard } from "@/lib/models/commands/write-card";

export async function writeCardAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    const card = Object.fromEntries(CARD_FIELDS.map((field) => [field, String(form.get(field) ?? "")]));
    await writeCard(account, String(form.get("model")), card);
    revalidatePath("/studio/models", "layout");
    return { done: "Saved." };
  });
}
