import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { commandLine, hasExited, isAlive, stopChild, stopPid } from "@/lib/embedded/child-process";
import { lastLines, openLog } from "@/lib/embedded/log-file";
import { findPostgresBinaries, type PostgresBinaries } from "@/lib/embedded/postgres-binaries";
import { canEnter, ensurePostgresUser, type SystemUser } from "@/lib/embedded/postgres-user";
import { SetupError } from "@/lib/embedded/setup-error";

const SUPERUSER = "eucalypt";
const DATABASE = "eucalypt";
const START_MS = 30_000;
const STOP_MS = 20_000;
// what a postmaster killed outright leaves to its last backends, for a moment
const STILL_CLOSING = /pre-existing shared memory block/;

export type PostgresOptions = {
  /** The cluster itself; made when it does not exist. */
  dir: string;
  port: number;
  password: string;
  logPath: string;
  /** Server settings beyond ours, such as fsync=off in tests. */
  settings?: Record<string, string>;
};

export type RunningServer = { url: string; pid: number; stop(): Promise<void> };

/**
 * A real PostgreSQL on a private loopback port, with a database of our own.
 *
 * @throws {SetupError} the directory is closed to the user PostgreSQL runs as, or the server did not come up.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningServer> {
  const user = ensurePostgresUser();
  const binaries = findPostgresBinaries(user);
  requireEntry(dirname(options.dir), user);
  if (!existsSync(join(options.dir, "PG_VERSION"))) initialise(options, binaries, user);
  await stopOrphan(options.dir);
  const child = await launch(options, binaries, user);
  const url = `postgresql://${SUPERUSER}:${options.password}@127.0.0.1:${options.port}/${DATABASE}`;
  await ensureDatabase(url);
  // SIGINT is PostgreSQL's "fast" stop: it ends the sessions and leaves nothing to recover
  return { url, pid: child.pid as number, stop: () => stopChild(child, "SIGINT", STOP_MS) };
}

/** True when the user PostgreSQL runs as may keep a cluster below this directory. */
export function canHoldCluster(parentDir: string): boolean {
  return canEnter(ensurePostgresUser(), parentDir);
}

function requireEntry(dir: string, user: SystemUser | null): void {
  mkdirSync(dir, { recursive: true });
  if (canEnter(user, dir)) return;
  throw new SetupError(
    `PostgreSQL runs as the user "postgres", who may not enter ${dir}: choose another --data-dir, or run "chmod o+x" on it and on each directory above it.`,
  );
}

function initialise(options: PostgresOptions, binaries: PostgresBinaries, user: SystemUser | null): void {
  // beside the final place, then renamed: a start that was killed half-way leaves no half cluster
  const draft = `${options.dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (user) chownSync(draft, user.uid, user.gid);
  const passwordFile = join(tmpdir(), `eucalypt-${process.pid}-${options.port}`);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    // the built-in locale sorts the same on every system, whatever locales it has
    const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const access = [`--username=${SUPERUSER}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    const made = spawnSync(binaries.initdb, [`--pgdata=${draft}`, ...locale, ...access], { ...user, encoding: "utf8" });
    if (made.status !== 0) {
      throw new SetupError(
        `PostgreSQL could not make its directory ${options.dir}: ${made.error?.message ?? made.stderr.trim()}`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, options.dir);
}

/** Stops a server that outlived the process it belonged to, and clears what a dead one left behind. */
async function stopOrphan(dir: string): Promise<void> {
  const pidFile = join(dir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const command = pid > 0 && isAlive(pid) ? commandLine(pid) : "";
  if (command.includes("postgres") && command.includes(dir)) return stopPid(pid, "SIGINT", STOP_MS);
  // its number may belong to another program by now, and PostgreSQL would take that for a living server
  rmSync(pidFile, { force: true });
}

async function launch(options: PostgresOptions, binaries: PostgresBinaries, user: SystemUser | null) {
  const settings = {
    listen_addresses: "127.0.0.1",
    // no socket file: its path has a length limit that a data directory can exceed
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    log_timezone: "UTC",
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", options.dir, "-p", String(options.port), ...flags];
  const deadline = Date.now() + START_MS;
  for (;;) {
    const log = openLog(options.logPath);
    // detached: Ctrl-C in a terminal reaches the whole group, and the database must stop last
    const child = spawn(binaries.postgres, args, { ...user, detached: true, stdio: ["ignore", log, log] });
    if (await becomesReady(child, options, deadline)) return child;
    const said = lastLines(options.logPath, 4);
    if (!STILL_CLOSING.test(said) || Date.now() > deadline) {
      await stopChild(child, "SIGINT", STOP_MS);
      throw new SetupError(`PostgreSQL did not start; its log ${options.logPath} ends with:\n${said}`);
    }
    await pause(500);
  }
}

async function becomesReady(child: ChildProcess, options: PostgresOptions, deadline: number): Promise<boolean> {
  child.once("error", () => {});
  const at = { host: "127.0.0.1", port: options.port, user: SUPERUSER, password: options.password };
  while (child.pid !== undefined && !hasExited(child) && Date.now() < deadline) {
    const client = new pg.Client({ ...at, database: "postgres", connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === "28P01") {
        await stopChild(child, "SIGINT", STOP_MS);
        throw new SetupError(
          `The cluster in ${options.dir} does not know the password in runtime.json: restore runtime.json from a copy, or choose another --data-dir.`,
        );
      }
      await pause(30);
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, "/postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${DATABASE}"`);
  } finally {
    await client.end();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
