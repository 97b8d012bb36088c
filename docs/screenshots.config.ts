/** `npx playwright test --config docs/screenshots.config.ts` takes the pictures of the README anew, of the real platform. */
import { defineConfig } from "@playwright/test";
import base from "../playwright.config";

export default defineConfig(base, {
  testDir: ".",
  testMatch: ["take-screenshots.ts", "walk-every-page.ts"],
  globalSetup: "../e2e/support/global-setup.ts",
  timeout: 120_000,
  workers: 1,
});
