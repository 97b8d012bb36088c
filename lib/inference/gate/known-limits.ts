import "server-only";
import { untilAnswered } from "@/lib/db/until-answered";
import { getEndpointLimits } from "@/lib/inference/queries/endpoint-limits";
import type { EndpointLimits } from "@/lib/models/schema";

/** A changed limit holds after this long. */
const FRESH_MS = 2_000;

const known = new Map<string, { limits: Promise<EndpointLimits>; at: number }>();

/** An endpoint's limits, asked for at most every two seconds by a process. */
export function knownLimits(endpoint: string): Promise<EndpointLimits> {
  const found = known.get(endpoint);
  if (found && Date.now() - found.at < FRESH_MS) return found.limits;
  const limits = untilAnswered(() => getEndpointLimits(endpoint));
  known.set(endpoint, { limits, at: Date.now() });
  limits.catch(() => known.delete(endpoint));
  return limits;
}
