import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = [
  // "server-only" throws outside Next; its empty twin is what Next itself resolves on the server
  { find: "server-only", replacement: `${root}node_modules/server-only/empty.js` },
  { find: /^@\//, replacement: root },
];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          sequence: { groupOrder: 0 },
          // pure tests share their modules: loading them anew for each file takes longer than the tests
          isolate: false,
          maxWorkers: 2,
          include: ["{app,bin,components,lib,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts"],
          // seconds at most on a quiet machine; a busy one is no reason to fail
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          sequence: { groupOrder: 1 },
          include: ["{app,bin,lib}/**/*.integration.test.ts"],
          globalSetup: ["lib/embedded/test-stores.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
