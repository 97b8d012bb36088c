import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
// generated from the schema, and tests: neither changes what is built
const NOT_BUILT = /^lib\/db\/generated\/|\.test\.tsx?$/;

/** Twelve hex digits that change when anything does that goes into a build. */
export function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap((source) => listFiles(root, join(root, source))).sort()) {
    const name = relative(root, path).split(sep).join("/");
    if (NOT_BUILT.test(name)) continue;
    const content = readFileSync(path);
    // lengths keep two files from passing for one
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 12);
}

function listFiles(root: string, path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path).flatMap((name) => listFiles(root, join(path, name)));
}
