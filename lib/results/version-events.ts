import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { watchVersion } from "@/lib/results/version-hub";

const LEAST_APART_MS = 1_000;

export type VersionEvents = {
  studyId: string;
  /** Of the request. */
  signal: AbortSignal;
  /** With nothing new, the version is said again: proxies keep the connection, and the reader knows that it stands. */
  heartbeatMs?: number;
  /** Then the browser comes again, and with it the question who it is. */
  lifeMs?: number;
};

let shutdown: AbortController | undefined;

/** Open streams would keep a server from ending until it is killed. */
function whenShutDown(): AbortSignal {
  if (!shutdown) {
    const made = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => made.abort());
    shutdown = made;
  }
  return shutdown.signal;
}

/**
 * Server-sent events with the version of a study's results: the present one first, so that who comes again after a break
 * compares it with what they show; then each new one, at most one a second.
 */
export async function* listVersionEvents(events: VersionEvents): AsyncGenerator<string, void, void> {
  const { studyId, heartbeatMs = 10_000, lifeMs = 10 * 60_000 } = events;
  const signal = AbortSignal.any([events.signal, whenShutDown()]);
  const endsAt = Date.now() + lifeMs;
  let version: string | null = null;
  let told: string | null = null;
  let wake = new AbortController();
  const unwatch = watchVersion(studyId, (now) => {
    version = now;
    if (version !== told) wake.abort();
  });
  try {
    yield "retry: 2000\n\n";
    while (!signal.aborted && Date.now() < endsAt) {
      if (version !== null && version !== told) {
        told = version;
        yield toEvent(told);
        await waitFor(LEAST_APART_MS, signal);
        continue;
      }
      wake = new AbortController();
      await waitFor(heartbeatMs, AbortSignal.any([signal, wake.signal]));
      if (!signal.aborted && version === told)
        yield told === null ? ": still here\n\n" : `: still here\n${toEvent(told)}`;
    }
  } finally {
    unwatch();
  }
}

function toEvent(version: string): string {
  return `data: ${JSON.stringify({ version })}\n\n`;
}

async function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => {});
}
