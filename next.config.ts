import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { NextConfig } from "next";

const root = process.cwd();
const distDir = process.env.EUCALYPT_DIST_DIR || ".build/dev";

/** Next edits the tsconfig it is given; this one is its own, so that a build leaves the checkout as it was. */
function writeTsconfig(): string {
  const path = `${distDir}.tsconfig.json`;
  if (!existsSync(join(root, path))) {
    mkdirSync(join(root, ".build"), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify({ extends: "../tsconfig.json", exclude: ["../node_modules"] }));
  }
  return path;
}

const config: NextConfig = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ["argon2", "bullmq", "ioredis", "pg", "pino"],
  // types are checked by tsc, over everything and not only over what Next sees
  typescript: { tsconfigPath: writeTsconfig(), ignoreBuildErrors: true },
  turbopack: { root },
};

export default config;
