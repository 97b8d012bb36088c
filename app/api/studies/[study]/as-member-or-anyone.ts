import "server-only";
import type { AccountActor } from "@/lib/auth/actor";
import { findAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";

/** Asks as whoever is signed in, and where the study is not theirs as anyone, who may read what is published. */
export async function asMemberOrAnyone<T>(ask: (actor: AccountActor | null) => Promise<T>): Promise<T> {
  const account = await findAccount();
  if (!account) return ask(null);
  try {
    return await ask(account);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return ask(null);
    throw error;
  }
}
