import { defineConfig } from "@playwright/test";
import { CHROMIUM_ARGS, findChromium } from "./e2e/support/browser";

const executablePath = await findChromium();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/global-setup.ts",
  // two runs at once must not clear each other's folder
  outputDir: process.env.EUCALYPT_E2E_OUTPUT ?? "test-results",
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.EUCALYPT_E2E_REPORT
    ? [["line"], ["json", { outputFile: process.env.EUCALYPT_E2E_REPORT }]]
    : [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath, args: CHROMIUM_ARGS },
    trace: "retain-on-failure",
  },
});
