"use server";

import { revalidatePath } from "next/cache";
import { requireAccount } from "@/lib/auth/session";
import { createToken, revokeToken } from "@/lib/auth/tokens/commands";
import type { Scope } from "@/lib/auth/tokens/scopes";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";

/** `token`: shown once. */
export type TokenState = ActionState & { token?: string };

export async function createTokenAction(_state: TokenState, form: FormData): Promise<TokenState> {
  const account = await requireAccount();
  const made: { token?: string } = {};
  const state = await runAction(async () => {
    const days = String(form.get("days") ?? "");
    const { token } = await createToken(account, {
      name: String(form.get("name") ?? ""),
      scopes: form.getAll("scope") as Scope[],
      days: days === "" ? null : Number(days),
    });
    made.token = token;
    revalidatePath("/studio/account");
    return {};
  });
  return { ...state, ...made };
}

export async function revokeTokenAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  return runAction(async () => {
    await revokeToken(account, String(form.get("token")));
    revalidatePath("/studio/account");
    return {};
  });
}
