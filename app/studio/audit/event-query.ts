import { type EventFilter, eventFilterSchema } from "@/lib/audit/find-events";

export const EVENTS_A_PAGE = 50;

/** The filter as it stands in an address; what is not understood is not asked. */
export function toEventFilter(query: Record<string, string | string[] | undefined>): EventFilter {
  const given = Object.entries(query).filter(([, value]) => typeof value === "string" && value !== "");
  return eventFilterSchema.parse(Object.fromEntries(given));
}

export function toEventQuery({ action, who, before }: EventFilter): string {
  const given = Object.entries({ action, who, before }).filter((one): one is [string, string] => Boolean(one[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
