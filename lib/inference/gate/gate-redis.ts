import "server-only";
import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import { ACQUIRE, BEAT, LOOK, NOTE, RECALL, RELEASE } from "@/lib/inference/gate/scripts";
import { getRedis } from "@/lib/redis/client";

type Script = (...args: (string | number)[]) => Promise<unknown>;

export type GateCommands = Record<
  "gateAcquire" | "gateRelease" | "gateBeat" | "gateRecall" | "gateLook" | "gateNote",
  Script
>;

const SCRIPTS = {
  gateAcquire: ACQUIRE,
  gateRelease: RELEASE,
  gateBeat: BEAT,
  gateRecall: RECALL,
  gateLook: LOOK,
  gateNote: NOTE,
} as const;

let prepared: Redis | undefined;

/** The process's connection, knowing the gate's scripts: they are sent once, and by their hash after that. */
export function gateRedis(): GateCommands {
  const redis = getRedis();
  if (prepared !== redis) {
    for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { lua, numberOfKeys: 4 });
    prepared = redis;
  }
  return redis as unknown as GateCommands;
}

/** The three keys of an endpoint, and the one of all. The braces keep them on one node of a cluster. */
export function gateKeys(endpoint: string): [leases: string, sent: string, state: string, mark: string] {
  const name = `{gate}:${createHash("sha256").update(endpoint).digest("hex").slice(0, 16)}`;
  return [`${name}:leases`, `${name}:sent`, `${name}:state`, "{gate}:mark"];
}

/** Takes note of a Redis that was emptied or restarted, before somebody asks for a place. */
export async function noteRedis(): Promise<void> {
  await gateRedis().gateNote(...gateKeys(""));
}
