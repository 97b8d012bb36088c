import "server-only";
import type { Redis } from "ioredis";
import { log } from "@/lib/log";
import { openWorkerRedis } from "@/lib/redis/client";
import { readVersion, versionChannel } from "@/lib/votes/results-version";

/** Between two questions for one study's version, however many votes come in. */
const LEAST_APART_MS = 1_000;

type Watched = {
  studyId: string;
  /** When the version was last asked for. */
  askedAt: number;
  asking: NodeJS.Timeout | undefined;
  watchers: Set<(version: string) => void>;
};

/** By channel. */
const watched = new Map<string, Watched>();
let subscriber: Redis | undefined;

/**
 * Calls `tell` with the study's version at once, and soon after each change; the same version may be told twice. All who
 * watch in this process share one connection to Redis, and while Redis is away nothing is told.
 *
 * @returns ends the watching.
 */
export function watchVersion(studyId: string, tell: (version: string) => void): () => void {
  const channel = versionChannel(studyId);
  const study = watched.get(channel) ?? startWatching(studyId, channel);
  study.watchers.add(tell);
  void ask(study, [tell]);
  return () => {
    study.watchers.delete(tell);
    if (study.watchers.size === 0 && watched.get(channel) === study) stopWatching(channel, study);
  };
}

/** For tests, so that the process can end. */
export function closeVersionHub(): void {
  for (const [channel, study] of watched) stopWatching(channel, study);
  subscriber?.disconnect();
  subscriber = undefined;
}

function startWatching(studyId: string, channel: string): Watched {
  const study: Watched = { studyId, askedAt: 0, asking: undefined, watchers: new Set() };
  watched.set(channel, study);
  getSubscriber()
    .subscribe(channel)
    // what moved before the subscription stood was not heard of
    .then(() => askSoon(study))
    .catch((error: Error) => log.warn({ reason: error.message }, "results are not watched"));
  return study;
}

function stopWatching(channel: string, study: Watched): void {
  clearTimeout(study.asking);
  watched.delete(channel);
  subscriber?.unsubscribe(channel).catch(() => log.debug("a channel is left to end with its connection"));
}

function getSubscriber(): Redis {
  if (subscriber) return subscriber;
  const made = openWorkerRedis();
  made.on("message", (channel) => {
    const study = watched.get(channel);
    if (study) askSoon(study);
  });
  // what was published while the connection was down is lost
  made.on("ready", () => {
    for (const study of watched.values()) askSoon(study);
  });
  subscriber = made;
  return made;
}

function askSoon(study: Watched): void {
  if (study.asking !== undefined) return;
  const waitMs = Math.max(0, study.askedAt + LEAST_APART_MS - Date.now());
  study.asking = setTimeout(() => {
    study.asking = undefined;
    void ask(study, study.watchers);
  }, waitMs);
}

async function ask(study: Watched, watchers: Iterable<(version: string) => void>): Promise<void> {
  study.askedAt = Date.now();
  const version = await readVersion(study.studyId).catch(() => null);
  if (version === null) return;
  for (const tell of watchers) if (study.watchers.has(tell)) tell(version);
}
