import "server-only";
import { createHash } from "node:crypto";
import type { Redis } from "ioredis";
import { ACQUIRE, BEAT, LOOK, RECALL, RELEASE } from "@/lib/inference/gate/scripts";
import { getRedis } from "@/lib/redis/client";

type Script = (...args: (string | number)[]) => Promise<unknown>;

export type GateCommands = Record<"gateAcquire" | "gateRelease" | "gateBeat" | "gateRecall" | "gateLook", Script>;

const SCRIPTS = {
  gateAcquire: ACQUIRE,
  gateRelease: RELEASE,
  gateBeat: BEAT,
  gateRecall: RECALL,
  gateLook: LOOK,
} as const;

let prepared: Redis | undefined;

/** The process's connection, knowing the gate's scripts: they are sent once, and by their hash after that. */
export function gateRedis(): GateCommands {
  const redis = getRedis();
  if (prepared !== redis) {
    for (const [name, lua] of Object.entries(SCRIPTS)) redis.defineCommand(name, { lua, numberOfKeys: 3 });
    prepared = redis;
  }
  return redis as unknown as GateCommands;
}

/** The three keys of an endpoint; the braces keep them on one node of a cluster. */
export function gateKeys(endpoint: string): [leases: string, sent: string, state: string] {
  const tag = `gate:{${createHash("sha256").update(endpoint).digest("hex").slice(0, 16)}}`;
  return [`${tag}:leases`, `${tag}:sent`, `${tag}:state`];
}
