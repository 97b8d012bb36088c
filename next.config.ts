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

const API_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
  { key: "Referrer-Policy", value: "no-referrer" },
];

const config: NextConfig = {
  distDir,
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // what finds files beside itself, or must be one copy in the process
  serverExternalPackages: [
    ...["argon2", "bullmq", "ioredis", "pg", "pino", "prom-client"],
    ...["@bull-board/api", "@bull-board/hono", "@bull-board/ui", "@resvg/resvg-js", "pdfkit"],
  ],
  // types are checked by tsc, over everything and not only over what Next sees
  typescript: { tsconfigPath: writeTsconfig(), ignoreBuildErrors: true },
  turbopack: { root },
  // pages get theirs from proxy.ts; a reply of a route handler is no page, whatever a browser takes it for
  headers: async () => ["/api/:path*", "/metrics"].map((source) => ({ source, headers: API_HEADERS })),
  // where Prometheus looks unless it is told otherwise
  rewrites: async () => [{ source: "/metrics", destination: "/api/metrics" }],
};

export default config;
