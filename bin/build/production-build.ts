import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashSources } from "@/bin/build/source-hash";
import { processIdentity, stopChild } from "@/lib/embedded/child-process";
import { takeLock } from "@/lib/embedded/process-lock";
import { SetupError } from "@/lib/embedded/setup-error";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");
const NEXT = join(ROOT, "node_modules", "next", "dist", "bin", "next");

/** Who builds: a running server's build is never touched by a test's. */
export type BuildPurpose = "start" | "test";

/** @returns the directory, relative to the checkout, of the build of these sources, which may not exist yet. */
export function buildDirOf(purpose: BuildPurpose): string {
  return `.build/${purpose}-${hashSources(ROOT)}`;
}

export function hasBuild(distDir: string): boolean {
  return existsSync(doneMark(distDir));
}

/**
 * Makes the production build of the sources as they are, unless it is there already, and prunes older ones that
 * nobody uses.
 *
 * @throws {SetupError} it does not build; quotes what Next said.
 */
export async function ensureBuild(purpose: BuildPurpose, abort?: AbortSignal): Promise<string> {
  const distDir = buildDirOf(purpose);
  const release = await waitForLock(join(ROOT, `${distDir}.lock`), abort);
  try {
    if (hasBuild(distDir)) return distDir;
    await runNextBuild(distDir, abort);
    writeFileSync(doneMark(distDir), new Date().toISOString());
    prune(purpose, distDir);
    return distDir;
  } finally {
    release();
  }
}

/** Keeps a build from being pruned while this process lives. */
export function claimBuild(distDir: string): void {
  const users = join(ROOT, distDir, "users");
  mkdirSync(users, { recursive: true });
  writeFileSync(join(users, String(process.pid)), processIdentity(process.pid) ?? "");
}

export function nextCommand(...args: string[]): string[] {
  return [NEXT, ...args];
}

async function runNextBuild(distDir: string, abort?: AbortSignal): Promise<void> {
  const child = spawn(process.execPath, nextCommand("build"), {
    cwd: ROOT,
    // its own group: Ctrl-C reaches it through us, once
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", EUCALYPT_DIST_DIR: distDir },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  abort?.addEventListener("abort", () => void stopChild(child, "SIGTERM", 3000), { once: true });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  abort?.throwIfAborted();
  if (code !== 0) throw new SetupError(`The production build failed:\n${said.trim()}`);
}

async function waitForLock(path: string, abort?: AbortSignal): Promise<() => void> {
  for (;;) {
    const lock = takeLock(path);
    if (lock.holder === null) return lock.release;
    abort?.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function prune(purpose: BuildPurpose, current: string): void {
  const parent = join(ROOT, ".build");
  const ours = new RegExp(`^${purpose}-[0-9a-f]{12}$`);
  for (const name of readdirSync(parent)) {
    const dir = join(parent, name);
    if (!ours.test(name) || name === basename(current) || isUsed(dir)) continue;
    rmSync(dir, { recursive: true, force: true });
    rmSync(`${dir}.tsconfig.json`, { force: true });
  }
}

function isUsed(dir: string): boolean {
  const users = join(dir, "users");
  if (existsSync(`${dir}.lock`)) return true;
  if (!existsSync(users)) return false;
  return readdirSync(users).some((pid) => processIdentity(Number(pid)) === readFileSync(join(users, pid), "utf8"));
}

function doneMark(distDir: string): string {
  return join(ROOT, distDir, "complete");
}
