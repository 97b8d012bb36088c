// The project's own programs as JavaScript. Loaded one by one, their sources take seconds at each start.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** By the name of the file that each becomes. Packages stay where they are installed. */
export const PROGRAMS = {
  eucalypt: "bin/eucalypt/main.ts",
  worker: "bin/worker/main.ts",
  start: "bin/start/main.ts",
  analysis: "lib/results/thread/answer.ts",
};

/**
 * Bundles them into a folder that is named by its content, unless the sources are as they were. It lies as deep below the root
 * as the sources that look for files beside themselves.
 *
 * @returns the folder; null: it cannot be done here, and the sources say what is wrong when they are run.
 */
export async function compilePrograms(root) {
  try {
    const folder = findMade(root) ?? (await make(root));
    claim(folder);
    prune(folder);
    // another process may have pruned it just before it was claimed
    return isWhole(folder) ? folder : null;
  } catch {
    return null;
  }
}

/** It comes whole or not at all, by a rename. */
function isWhole(folder) {
  return existsSync(join(folder, "eucalypt.js"));
}

function findMade(root) {
  try {
    const { sources, described, name } = JSON.parse(readFileSync(stampOf(root), "utf8"));
    const folder = join(root, ".build", name);
    return described === describe(root, sources) && isWhole(folder) ? folder : null;
  } catch {
    return null;
  }
}

function stampOf(root) {
  return join(root, ".build", "programs.json");
}

/** Sizes and times: cheaper than what they hold, and enough to see that somebody saved one. */
function describe(root, sources) {
  const hash = createHash("sha256");
  for (const source of sources) {
    const { size, mtimeMs } = statSync(join(root, source));
    hash.update(`${source} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

async function make(root) {
  const begun = Date.now();
  // not there before the packages are installed
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS,
    outdir: join(root, ".build", "programs"),
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["react-server"],
    sourcemap: "linked",
    logLevel: "silent",
  });
  const folder = keep(root, outputFiles);
  const sources = [...Object.keys(metafile.inputs), "tsconfig.json"];
  // one that was saved meanwhile may have been read before: then the next start compiles again
  if (sources.some((source) => statSync(join(root, source)).mtimeMs >= begun)) return folder;
  const draft = `${stampOf(root)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ sources, described: describe(root, sources), name: basename(folder) }));
  renameSync(draft, stampOf(root));
  return folder;
}

function keep(root, files) {
  const hash = createHash("sha256");
  for (const { path, contents } of files) hash.update(basename(path)).update(contents);
  const folder = join(root, ".build", `programs-${hash.digest("hex").slice(0, 12)}`);
  if (isWhole(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const { path, contents } of files) writeFileSync(join(draft, basename(path)), contents);
  try {
    renameSync(draft, folder);
  } catch (error) {
    // another process was faster
    rmSync(draft, { recursive: true, force: true });
    if (!isWhole(folder)) throw error;
  }
  return folder;
}

/** Says that this process, or what it started, runs from the folder, until it ends. */
function claim(folder) {
  const users = join(folder, "users");
  mkdirSync(users, { recursive: true });
  const own = join(users, String(process.pid));
  writeFileSync(own, "");
  process.once("exit", () => rmSync(own, { force: true }));
}

function prune(current) {
  for (const name of readdirSync(dirname(current))) {
    const folder = join(dirname(current), name);
    if (/^programs-[0-9a-f]{12}$/.test(name) && folder !== current && !isUsed(folder)) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function isUsed(folder) {
  const users = join(folder, "users");
  // made a moment ago, and not claimed yet
  if (!existsSync(users)) return true;
  return readdirSync(users).some((pid) => isAlive(Number(pid)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
