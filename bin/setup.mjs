// What every command does first, on Node's built-ins alone: nothing else may be installed yet.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compilePrograms, PROGRAMS } from "./build/compile-programs.mjs";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const LEAST_NODE = [20, 19];

/** Node, packages and the generated database client, as this checkout wants them. Speaks on stderr: stdout is the command's. */
export function prepare() {
  requireNode();
  ensureInstalled();
  ensureClient();
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  fail(
    `Eucalypt needs Node ${LEAST_NODE.join(".")} or later, and this is ${process.versions.node}: install a newer one.`,
  );
}

/** Installs what package-lock.json names when node_modules holds anything else. */
export function ensureInstalled() {
  if (isInstalled()) return;
  const took = stopwatch();
  console.error("Installing packages with npm ci; the first time takes a minute.");
  // NODE_ENV=production would leave out what builds and tests need
  const { status } = npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0)
    fail('The packages could not be installed: mend what npm says above, then run "npm ci --include=dev".');
  console.error(`Installed packages in ${took()}.`);
}

/** npm writes node_modules/.package-lock.json when it is done, so an install that was cut off does not pass. */
function isInstalled() {
  const installed = packagesIn(join(ROOT, "node_modules", ".package-lock.json"));
  const wanted = packagesIn(join(ROOT, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, peer }]) => {
    if (path === "") return true;
    const found = installed[path];
    // optional ones are for other systems
    return found ? found.version === version : optional || devOptional || peer;
  });
}

function packagesIn(lockPath) {
  try {
    return JSON.parse(readFileSync(lockPath, "utf8")).packages;
  } catch {
    return null;
  }
}

/** Generates the database client when the schema, or the generator, is another than last time. */
export function ensureClient() {
  const stamp = join(ROOT, "node_modules", ".cache", "eucalypt-client");
  const wanted = createHash("sha256")
    .update(readFileSync(join(ROOT, "prisma", "schema.prisma")))
    .update(readFileSync(join(ROOT, "node_modules", "prisma", "package.json")))
    .digest("hex");
  const isThere = existsSync(join(ROOT, "lib", "db", "generated", "client.ts"));
  if (isThere && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  const took = stopwatch();
  const made = spawnSync(process.execPath, [join("node_modules", "prisma", "build", "index.js"), "generate"], {
    cwd: ROOT,
    encoding: "utf8",
    env: {
      ...process.env,
      // never run: named so that Prisma does not try to download its native engine, which a closed network refuses
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (made.status !== 0) fail(`The database client could not be generated:\n${made.stdout}${made.stderr}`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  console.error(`Generated the database client in ${took()}.`);
}

function npm(args) {
  const options = { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] };
  const cli = process.env.npm_execpath;
  // inside `npm start` this names the npm that runs us; on Windows, npm itself is a script that only a shell can run
  if (cli?.endsWith(".js")) return spawnSync(process.execPath, [cli, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/**
 * Runs a TypeScript file of the project in place of this process: same terminal, same signals, same exit code. The
 * other end of its IPC channel closes when this process dies, however that happens.
 */
export async function runTypescript(path, args) {
  if (!existsSync(join(ROOT, path))) fail(`${path} is not in this checkout.`);
  const programs = await compilePrograms(ROOT);
  const name = programs && Object.keys(PROGRAMS).find((each) => PROGRAMS[each] === path);
  const script = name ? ["--enable-source-maps", join(programs, `${name}.js`)] : ["--import", "tsx", join(ROOT, path)];
  // "server-only" refuses to load outside Next unless this condition is set
  const child = spawn(process.execPath, ["--conditions=react-server", ...script, ...args], {
    cwd: ROOT,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: programs ? { ...process.env, EUCALYPT_PROGRAMS: programs } : process.env,
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    // lets the loop empty, so that nothing written is lost
    for (const name of signals) process.removeAllListeners(name);
  });
}

/** When npm started us and was killed outright, nobody is left to press Ctrl-C. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const ancestors = npmAncestors();
  setInterval(() => npmAncestors() !== ancestors && child.kill("SIGTERM"), 1000).unref();
}

/** Our parent, and its parent where ours is the shell that npm put between. Another process when one of them died. */
function npmAncestors() {
  const { ppid } = process;
  try {
    const isShell = readFileSync(`/proc/${ppid}/cmdline`, "utf8").includes("bin/start.mjs");
    return isShell
      ? `${ppid} ${readFileSync(`/proc/${ppid}/stat`, "utf8").split(") ").at(-1).split(" ")[1]}`
      : `${ppid}`;
  } catch {
    // no /proc on this system
    return `${ppid}`;
  }
}

function stopwatch() {
  const start = performance.now();
  return () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
