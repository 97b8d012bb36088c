import "server-only";
import {
  type EventChoices,
  type EventFilter,
  type EventPage,
  findEvents,
  listEventChoices,
} from "@/lib/audit/find-events";
import type { Actor } from "@/lib/auth/actor";
import { mayOperate } from "@/lib/auth/policy";
import { AppError } from "@/lib/http/app-error";

/**
 * A page of what was done in the installation, the newest first.
 *
 * @throws {AppError} not_found: for owners of the installation only.
 */
export async function listEvents(actor: Actor, filter: EventFilter, most: number): Promise<EventPage> {
  requireAuditor(actor);
  return findEvents(null, filter, most);
}

/** Errors as `listEvents`. */
export async function getEventChoices(actor: Actor): Promise<EventChoices> {
  requireAuditor(actor);
  return listEventChoices(null);
}

function requireAuditor(actor: Actor): void {
  if (!mayOperate(actor)) throw new AppError("not_found", "There is nothing here.");
}
