import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { processIdentity } from "@/lib/embedded/child-process";

const holderSchema = z.object({ pid: z.number(), identity: z.string(), note: z.string() });

export type LockHolder = z.infer<typeof holderSchema>;
export type Lock = { holder: null; tookOver: boolean; release(): void } | { holder: LockHolder };

/**
 * One process at a time. The file outlives a process that was killed, so it also says which process it means, and one
 * that is no more is passed over.
 *
 * @param note told to whoever comes second.
 * @returns `holder` set: another live process has it. `tookOver`: the last one died without releasing it.
 */
export function takeLock(path: string, note = ""): Lock {
  mkdirSync(dirname(path), { recursive: true });
  const mine: LockHolder = { pid: process.pid, identity: processIdentity(process.pid) ?? "", note };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let tookOver = false; ; tookOver = true) {
      if (tryLink(draft, path)) return { holder: null, tookOver, release: () => rmSync(path, { force: true }) };
      const holder = readHolder(path);
      if (holder && processIdentity(holder.pid) === holder.identity) return { holder };
      discard(path, draft);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** A link and not a plain write: it fails when the name exists, and what it makes is whole at once. */
function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function discard(path: string, draft: string): void {
  try {
    // renamed first, so that of two processes that find the same dead lock only one removes it
    renameSync(path, `${draft}.dead`);
    rmSync(`${draft}.dead`, { force: true });
  } catch {
    // another process was faster
  }
}
