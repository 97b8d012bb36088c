"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { changePassword } from "@/lib/auth/commands";
import { changePasswordSchema } from "@/lib/auth/schema";
import { requireAccount } from "@/lib/auth/session";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";

export async function changePasswordAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = changePasswordSchema.safeParse({ current: form.get("current"), next: form.get("next") });
  if (!parsed.success) return { fieldErrors: toFieldErrors(parsed.error) };
  return runAction(async () => {
    await changePassword(account, parsed.data);
    redirect("/sign-in?changed=1&callback=/studio/account");
  });
}

const YEAR_S = 365 * 24 * 3600;

/** For this browser only. */
export async function setThemeAction(form: FormData): Promise<void> {
  await requireAccount();
  const theme = form.get("theme");
  const jar = await cookies();
  if (theme === "light" || theme === "dark") jar.set("theme", theme, { maxAge: YEAR_S, sameSite: "lax", path: "/" });
  else jar.delete("theme");
}
