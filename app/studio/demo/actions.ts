"use server";

import { revalidatePath } from "next/cache";
import { requireAccount } from "@/lib/auth/session";
import { setDemo } from "@/lib/demo/commands/set-demo";
import { demoChangesSchema } from "@/lib/demo/schema";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";

export async function setDemoAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = demoChangesSchema.safeParse({
    isOn: form.get("isOn") === "on",
    messagesPerHour: Number(form.get("messagesPerHour")),
    models: form.getAll("models"),
  });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return runAction(async () => {
    const { isOn } = await setDemo(account, parsed.data);
    revalidatePath("/studio/demo");
    return { done: isOn ? "Saved. The demo is on." : "Saved. The demo is off." };
  });
}
