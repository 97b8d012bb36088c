import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { commandLine, hasExited, isAlive, stopChild, stopPid } from "@/lib/embedded/child-process";
import { lastLines, openLog } from "@/lib/embedded/log-file";
import type { RunningServer } from "@/lib/embedded/postgres";
import { SetupError } from "@/lib/embedded/setup-error";

const START_MS = 20_000;
const STOP_MS = 10_000;

export type RedisOptions = {
  binary: string;
  dir: string;
  port: number;
  password: string;
  logPath: string;
  /** How many numbered databases; tests take one a file. */
  databases?: number;
};

/**
 * A Redis on a private loopback port, with a password, appending every write to the data directory.
 *
 * @throws {SetupError} the server did not come up; quotes its log.
 */
export async function startRedis(options: RedisOptions): Promise<RunningServer> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  await stopOrphan(options.dir);
  const config = configFile(options.dir);
  // in a file and not in the arguments, where every user of the machine could read the password
  writeFileSync(config, configOf(options), { mode: 0o600 });
  chmodSync(config, 0o600);
  const log = openLog(options.logPath);
  const child = spawn(options.binary, [config], { cwd: options.dir, detached: true, stdio: ["ignore", log, log] });
  child.once("error", () => {});
  const url = `redis://:${options.password}@127.0.0.1:${options.port}`;
  if (!(await becomesReady(child, url))) {
    await stopChild(child, "SIGTERM", STOP_MS);
    throw new SetupError(
      `Redis did not start; its log ${options.logPath} ends with:\n${lastLines(options.logPath, 4)}`,
    );
  }
  return { url, pid: child.pid as number, stop: () => stopChild(child, "SIGTERM", STOP_MS) };
}

function configOf(options: RedisOptions): string {
  const lines = [
    "bind 127.0.0.1",
    `port ${options.port}`,
    `requirepass ${options.password}`,
    `dir "${options.dir}"`,
    `pidfile "${pidFile(options.dir)}"`,
    "daemonize no",
    "appendonly yes",
    "appendfsync everysec",
    // the append-only file is the one copy; snapshots would only cost
    'save ""',
    // BullMQ's queue must never be evicted
    "maxmemory-policy noeviction",
    `databases ${options.databases ?? 16}`,
  ];
  return `${lines.join("\n")}\n`;
}

async function becomesReady(child: ChildProcess, url: string): Promise<boolean> {
  const deadline = Date.now() + START_MS;
  while (child.pid !== undefined && !hasExited(child) && Date.now() < deadline) {
    const once = { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0, disconnectTimeout: 10 };
    const client = new Redis(url, once);
    client.on("error", () => {});
    try {
      await client.connect();
      await client.ping(); // fails while the append-only file is still being read
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 30));
    } finally {
      client.disconnect();
    }
  }
  return false;
}

async function stopOrphan(dir: string): Promise<void> {
  if (!existsSync(pidFile(dir))) return;
  const pid = Number(readFileSync(pidFile(dir), "utf8"));
  // the server's title is its address; the number may belong to another program by now, even to another Redis
  const port = readFileSync(configFile(dir), "utf8").match(/^port (\d+)$/m)?.[1];
  if (pid > 0 && isAlive(pid) && commandLine(pid).includes(`127.0.0.1:${port}`)) {
    await stopPid(pid, "SIGTERM", STOP_MS);
  }
  rmSync(pidFile(dir), { force: true });
}

function pidFile(dir: string): string {
  return join(dir, "redis.pid");
}

function configFile(dir: string): string {
  return join(dir, "redis.conf");
}
