import "server-only";
import {
  type EventChoices,
  type EventFilter,
  type EventPage,
  findEvents,
  listEventChoices,
} from "@/lib/audit/find-events";
import type { Actor } from "@/lib/auth/actor";
import { getPrisma } from "@/lib/db/prisma";
import { requireStudy } from "@/lib/studies/queries/require-study";

/**
 * A page of what was done to a study, the newest first.
 *
 * @throws {AppError} not_found; forbidden: for its owners and editors.
 */
export async function listStudyEvents(
  actor: Actor,
  name: string,
  filter: EventFilter,
  most: number,
): Promise<EventPage> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "audit");
  return findEvents(study.id, filter, most);
}

/** Errors as `listStudyEvents`. */
export async function getStudyEventChoices(actor: Actor, name: string): Promise<EventChoices> {
  const { study } = await requireStudy(getPrisma(), actor, { name }, "audit");
  return listEventChoices(study.id);
}
