import { accessSync, constants, existsSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { takeLock } from "@/lib/embedded/process-lock";
import { SetupError } from "@/lib/embedded/setup-error";

/**
 * Makes the data directory where it is missing.
 *
 * @returns its real path: a server found again after a crash is recognised by it.
 * @throws {SetupError} it cannot be made, read or written.
 */
export function openDataDir(path: string): string {
  try {
    makeDir(path);
    // fails for a file, which the next line would call closed
    readdirSync(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code ?? ""] ?? message;
    throw new SetupError(`The data directory ${path} ${reason}: choose another with --data-dir.`);
  }
}

/** Step by step: Node's own recursive form never returns where the system says that a thing it just saw is missing (/proc). */
function makeDir(path: string): void {
  if (existsSync(path)) return;
  makeDir(dirname(path));
  mkdirSync(path, { mode: 0o755 });
}

const REASONS: Record<string, string> = {
  EACCES: "may not be read and written by this user",
  EPERM: "may not be read and written by this user",
  EROFS: "is on a disk that is mounted read-only",
  EEXIST: "is a file",
  ENOTDIR: "is a file, or lies under one",
  ENOENT: "cannot be made there",
  ENOSPC: "is on a full disk",
};

export type DirLock = { tookOver: boolean; release(): void };

/** @throws {SetupError} another start is using the directory. */
export function lockDataDir(dataDir: string): DirLock {
  const lock = takeLock(`${dataDir}/start.lock`);
  if (lock.holder === null) return lock;
  throw new SetupError(
    `Eucalypt is already running on ${dataDir} (process ${lock.holder.pid}): stop that one with Ctrl-C, or give this one another --data-dir.`,
  );
}
