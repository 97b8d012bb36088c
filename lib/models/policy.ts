import type { Actor } from "@/lib/auth/actor";
import { mayManageAccounts, requireWriter } from "@/lib/auth/policy";
import { AppError } from "@/lib/http/app-error";

/**
 * Whoever chooses an address and a key's name together could have the key sent anywhere, so that only an owner of the
 * installation, whose keys they are, may.
 *
 * @throws {AppError} forbidden.
 */
export function requireModelWriter(actor: Actor, keyVariables: (string | null)[]): void {
  requireWriter(actor);
  if (keyVariables.every((name) => name === null) || mayManageAccounts(actor)) return;
  throw new AppError("forbidden", "Only an owner of the installation may make or change a model that has a key.");
}
