import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { findPublishedData } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";

const FOLDER = join(process.cwd(), "docs", "screenshots");
const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const;

/** Each page at both widths in both themes. */
async function take(browser: Browser, name: string, prepare: (page: Page) => Promise<void>, fullPage: boolean) {
  for (const [width, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ viewport, colorScheme, hasTouch: width === "390" });
      const page = await context.newPage();
      await prepare(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage });
      await context.close();
    }
  }
}

test("the rater's page", async ({ browser }) => {
  await take(
    browser,
    "consent",
    async (page) => void (await page.goto(`${platform.webUrl}${platform.samplePath}`)),
    false,
  );
  await take(
    browser,
    "rating",
    async (page) => {
      await page.goto(`${platform.webUrl}${platform.samplePath}`);
      await page.getByRole("checkbox", { name: /^I have read this/ }).check();
      await page.getByRole("button", { name: "Start" }).click();
      const better = page.getByRole("button", { name: /^B is better/ });
      await expect(better).toBeEnabled();
      await better.click();
      await expect(better).toBeEnabled();
    },
    false,
  );
});

test("the studio and the landing page", async ({ browser }) => {
  await take(browser, "landing", async (page) => void (await page.goto(platform.webUrl)), true);
  await take(browser, "sign-in", async (page) => void (await page.goto(`${platform.webUrl}/sign-in`)), false);
  for (const [name, path] of Object.entries({
    studies: "/studio/studies",
    "new-study": "/studio/studies/new",
    study: "/studio/studies/Sample%20study",
    protocol: "/studio/studies/Sample%20study/protocol",
    prompts: "/studio/prompts",
  })) {
    await take(browser, name, (page) => signInAsOwner(page, path), true);
  }
});

test("results, from the votes that MT-Bench published", async ({ browser }) => {
  const data = findPublishedData();
  test.skip(data === null, "no published data");
  const file = join(data ?? "", "mtbench", "human.jsonl");
  await platform.cli("import", "votes", file, "--format", "mt-bench", "--study", "MT-Bench human votes");
  const path = "/studio/studies/MT-Bench%20human%20votes/results";
  await take(browser, "results", (page) => signInAsOwner(page, path), true);
});
