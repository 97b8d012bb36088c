import "server-only";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError } from "@/lib/http/app-error";
import { log } from "@/lib/log";
import type { AnalysisRequest, ThreadReply, ThreadRequest } from "@/lib/results/thread/messages";

/** Longer than any study we measured takes; a thread that is busy for longer is ended, and what waits for it with it. */
const PATIENCE_MS = 300_000;

type Waiting = { resolve(json: string): void; reject(error: Error): void; timer: NodeJS.Timeout };

let thread: Worker | undefined;
let requests = 0;
const waiting = new Map<number, Waiting>();

/**
 * Loads a study's votes and computes its analysis beside this thread, which goes on answering meanwhile. One thread serves
 * the process for as long as it lives; one that died is replaced when it is next asked for.
 *
 * @returns the analysis as JSON.
 * @throws {AppError} unavailable: it took too long.
 */
export function analyseInThread(request: AnalysisRequest, patienceMs = PATIENCE_MS): Promise<string> {
  const id = requests++;
  const running = getThread();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => giveUp(running, patienceMs), patienceMs);
    waiting.set(id, { resolve, reject, timer });
    // a process ends while its thread is idle, and not while somebody waits for it
    running.ref();
    running.postMessage({ id, request } satisfies ThreadRequest);
  });
}

/** For scripts and tests, so that the process can end. */
export async function closeAnalysisThread(): Promise<void> {
  await thread?.terminate();
}

function getThread(): Worker {
  if (thread) return thread;
  const made = new Worker(findProgram(), { name: "analysis", execArgv: ["--conditions=react-server"] });
  made.on("message", (reply: ThreadReply) => settle(made, reply));
  made.on("error", (error) => end(made, error));
  made.on("exit", () => end(made, new Error("the analysis thread has ended")));
  thread = made;
  return made;
}

/** Compiled by whoever started this process; else the sources, which stand beside the build, and which it must not take in. */
function findProgram(): string {
  const compiled = process.env.EUCALYPT_PROGRAMS;
  if (compiled) return join(/* turbopackIgnore: true */ compiled, "analysis.js");
  return join(/* turbopackIgnore: true */ process.cwd(), "lib", "results", "thread", "start.mjs");
}

function settle(from: Worker, reply: ThreadReply): void {
  const asked = waiting.get(reply.id);
  if (!asked) return;
  clearTimeout(asked.timer);
  waiting.delete(reply.id);
  if (waiting.size === 0) from.unref();
  if (reply.ok) asked.resolve(reply.json);
  else asked.reject(reply.error);
}

function giveUp(busy: Worker, patienceMs: number): void {
  const seconds = Math.round(patienceMs / 1000);
  end(
    busy,
    new AppError("unavailable", `These results take longer than ${seconds} seconds to compute. Choose fewer of them.`),
  );
  void busy.terminate();
}

/** All who wait are told; whoever asks next gets a new thread. */
function end(ended: Worker, error: Error): void {
  if (thread !== ended) return;
  thread = undefined;
  if (waiting.size > 0) log.error({ err: error, waiting: waiting.size }, "the analysis thread ended");
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(error);
  }
  waiting.clear();
}
