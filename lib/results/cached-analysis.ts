import "server-only";
import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";
import { getRedis } from "@/lib/redis/client";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";
import { analyseInThread } from "@/lib/results/thread/run-in-thread";
import { canonicalJson } from "@/lib/studies/canonical-json";
import { readVersion } from "@/lib/votes/results-version";

/** Moves with the shape of what is kept, so that a release does not read what the one before it wrote. */
const SHAPE = 2;
/** A belt: should a change ever not be announced, results are this old at most. */
const KEPT_MS = 30_000;
/** Between two starts of the same computation, over all processes; one that died holds the others up as long. */
const LEAST_APART_MS = 1_000;
const LOOK_AGAIN_MS = 50;
const PATIENCE_MS = 300_000;

type Asked = { studyId: string; options: AnalysisOptions };

/**
 * A study's analysis as JSON: as it was kept, where it is of the newest votes. Else one process computes it anew, at most
 * once a second for each study and options, and who asks meanwhile gets the last one there was, whose `version` says that
 * it is old; where there is none, they wait.
 *
 * While Redis is away each process computes for itself.
 *
 * @throws {AppError} unavailable: it takes too long.
 */
export async function getAnalysisJson(asked: Asked): Promise<string> {
  const key = toKey(asked);
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const found = await lookUp(asked.studyId, key);
    if (found === "compute") return computeFor(asked, key);
    if (found === "no Redis") return computeAlone(asked, key);
    if (found) return found.json;
    await wait(LOOK_AGAIN_MS);
  }
  throw new AppError("unavailable", "These results take too long to compute. Come again in a minute.");
}

/** What is kept, or that it is ours to compute; null: another does, and there is nothing older. */
async function lookUp(studyId: string, key: string): Promise<{ json: string } | "compute" | "no Redis" | null> {
  try {
    const version = await readVersion(studyId);
    const kept = await readKept(key);
    if (kept?.version === version) return kept;
    const isOurs = await getRedis().set(lockKey(key), "", "PX", LEAST_APART_MS, "NX");
    return isOurs ? "compute" : kept;
  } catch (error) {
    log.warn({ reason: (error as Error).message }, "results are computed without Redis");
    return "no Redis";
  }
}

async function readKept(key: string): Promise<{ version: string; json: string } | null> {
  const kept = await getRedis().get(key);
  if (kept === null) return null;
  const end = kept.indexOf("\n");
  return { version: kept.slice(0, end), json: kept.slice(end + 1) };
}

/**
 * While it computes the lock is renewed. After it what is left of the second goes on, and where it took longer a rest as
 * long as the work: a large study that is voted on all the time leaves half of a processor to others.
 */
async function computeFor(asked: Asked, key: string): Promise<string> {
  const startedAt = Date.now();
  const hold = (ms: number) => getRedis().set(lockKey(key), "", "PX", ms, "XX").catch(ignore);
  const holding = setInterval(() => hold(LEAST_APART_MS), LEAST_APART_MS / 3);
  try {
    // read before the votes are: what is kept may count more than its version says, never less
    const version = await readVersion(asked.studyId).catch(() => null);
    const json = await analyseInThread({ ...asked, version });
    if (version !== null) await getRedis().set(key, `${version}\n${json}`, "PX", KEPT_MS).catch(ignore);
    return json;
  } finally {
    clearInterval(holding);
    const tookMs = Date.now() - startedAt;
    await hold(Math.max(LEAST_APART_MS - tookMs, tookMs, 1));
  }
}

function ignore(error: Error): void {
  log.warn({ reason: error.message }, "results could not be kept");
}

const alone = new Map<string, Promise<string>>();

function computeAlone(asked: Asked, key: string): Promise<string> {
  const running = alone.get(key);
  if (running) return running;
  const forget = () => setTimeout(() => alone.delete(key), LEAST_APART_MS).unref();
  const json = analyseInThread({ ...asked, version: null }).finally(forget);
  alone.set(key, json);
  return json;
}

function toKey({ studyId, options }: Asked): string {
  const hash = createHash("sha256").update(canonicalJson({ SHAPE, options })).digest("hex").slice(0, 24);
  return `results:analysis:${studyId}:${hash}`;
}

function lockKey(key: string): string {
  return `${key}:computing`;
}
