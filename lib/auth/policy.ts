import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/http/app-error";

/** What belongs to the installation as a whole: prompt sets, models, responses. Everyone who signs in may read it. */
export function mayRead(actor: Actor): boolean {
  return actor.kind !== "rater";
}

export function mayWrite(actor: Actor): boolean {
  if (actor.kind === "account") return actor.role !== "viewer";
  return actor.kind !== "rater";
}

export function mayManageAccounts(actor: Actor): boolean {
  return actor.kind === "operator" || (actor.kind === "account" && actor.role === "owner");
}

/** Queues and metrics: how the installation runs, not what is in it. */
export function mayOperate(actor: Actor): boolean {
  return actor.kind === "operator" || (actor.kind === "account" && actor.role === "owner");
}

export function requireReader(actor: Actor): void {
  if (!mayRead(actor)) throw new AppError("not_found", "There is nothing here.");
}

export function requireWriter(actor: Actor): void {
  requireReader(actor);
  if (mayWrite(actor)) return;
  throw new AppError("forbidden", "Viewers read only. An owner can make this account an editor.");
}

export function requireAccountManager(actor: Actor): void {
  requireReader(actor);
  if (mayManageAccounts(actor)) return;
  throw new AppError("forbidden", "Only an owner manages accounts. Ask one, or use the command line on the server.");
}
