"use server";

import { revalidatePath } from "next/cache";
import { requireAccount } from "@/lib/auth/session";
import { decidePay, purgeParticipations } from "@/lib/crowd/commands/decide-pay";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";

const DECISIONS = ["approve", "ask_to_return", "reject", "bonus"] as const;

export async function decidePayAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const decision = DECISIONS.find((known) => known === form.get("decision"));
  if (!decision) return { error: "Choose what is to be done." };
  const amount = Number(form.get("amount"));
  return runAction(async () => {
    await decidePay(account, String(form.get("study")), {
      pseudonym: String(form.get("pseudonym")),
      decision,
      ...(decision === "bonus" && { amountMicros: Math.round(amount * 1_000_000) }),
    });
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}

export async function purgeAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    await purgeParticipations(account, String(form.get("study")));
    revalidatePath("/studio/studies", "layout");
    return {};
  });
}
