import "server-only";
import { gateKeys, gateRedis } from "@/lib/inference/gate/gate-redis";

/** How long a place is kept for a process that says nothing. */
export const LEASE_MS = 15_000;
/** Longer than a holder needs to find Redis again and speak. */
export const SETTLING_MS = 4_000;
const BEAT_MS = 1_000;
const MINUTE_MS = 60_250;

type Held = { leases: Set<string>; recent: { at: number; lease: string }[] };

/** What this process has in flight, by endpoint: told to Redis each second, so that Redis may forget it. */
const held = new Map<string, Held>();
let timer: NodeJS.Timeout | undefined;

export function holdLease(endpoint: string, lease: string, sentAt: number | null): void {
  const mine = held.get(endpoint) ?? { leases: new Set(), recent: [] };
  mine.leases.add(lease);
  if (sentAt !== null) mine.recent.push({ at: sentAt, lease });
  held.set(endpoint, mine);
  timer ??= setInterval(() => void beat(), BEAT_MS).unref();
}

export function dropLease(endpoint: string, lease: string): void {
  held.get(endpoint)?.leases.delete(lease);
}

async function beat(): Promise<void> {
  for (const [endpoint, mine] of held) {
    const keys = gateKeys(endpoint);
    const oldest = Date.now() - 2 * MINUTE_MS;
    mine.recent = mine.recent.filter(({ at }) => at > oldest);
    if (mine.leases.size === 0 && mine.recent.length === 0) {
      held.delete(endpoint);
      continue;
    }
    // Redis away: said again in a second, and nobody gets a place until then
    const isSettling =
      mine.leases.size > 0
        ? await gateRedis()
            .gateBeat(...keys, LEASE_MS, SETTLING_MS, ...mine.leases)
            .catch(() => 0)
        : 0;
    if (isSettling === 1 && mine.recent.length > 0) {
      const recent = mine.recent.slice(-2_000).flatMap(({ at, lease }) => [at, lease]);
      await gateRedis()
        .gateRecall(...keys, ...recent)
        .catch(() => 0);
    }
  }
  if (held.size === 0) {
    clearInterval(timer);
    timer = undefined;
  }
}
