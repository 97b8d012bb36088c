"use server";

import { actOnStudy } from "@/app/studio/studies/[study]/act-on-study";
import { decidePay, purgeParticipations } from "@/lib/crowd/commands/decide-pay";
import type { ActionState } from "@/lib/http/schema";

const DECISIONS = ["approve", "ask_to_return", "reject", "bonus"] as const;

export async function decidePayAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const decision = DECISIONS.find((known) => known === form.get("decision"));
  if (!decision) return { error: "Choose what is to be done." };
  const amount = Number(form.get("amount"));
  return actOnStudy(form, (account, study) =>
    decidePay(account, study, {
      pseudonym: String(form.get("pseudonym")),
      decision,
      ...(decision === "bonus" && { amountMicros: Math.round(amount * 1_000_000) }),
    }),
  );
}

export async function purgeAction(_state: ActionState, form: FormData): Promise<ActionState> {
  return actOnStudy(form, purgeParticipations);
}
