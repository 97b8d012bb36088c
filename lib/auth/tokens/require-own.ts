import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { findAccountId } from "@/lib/auth/queries";
import { AppError } from "@/lib/http/app-error";

/** Whose tokens the actor may look after. */
export async function requireOwn(actor: Actor, email?: string): Promise<string> {
  if (actor.kind === "account") return actor.accountId;
  if (actor.kind !== "operator" || !email) throw new AppError("forbidden", "A token belongs to an account: name one.");
  const accountId = await findAccountId(actor, email);
  if (!accountId) throw new AppError("not_found", `There is no account ${email}.`);
  return accountId;
}
