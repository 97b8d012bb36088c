import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { findPublishedData } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { startOpenAiServer } from "@/lib/inference/testing/openai-server";

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

test("a run under way, against test servers that go wrong now and then", async ({ browser }) => {
  test.setTimeout(180_000);
  const data = findPublishedData();
  test.skip(data === null, "no published data");
  const faults = { seed: 3, probabilities: { server_error: 0.05, reset: 0.03, length: 0.03 } } as const;
  const [openai, easylm] = await Promise.all([
    startOpenAiServer({ latencyMs: 900, faults: { ...faults, queue: [TOO_LONG, TOO_LONG] } }),
    startEasyLmServer({ latencyMs: 500 }),
  ]);
  const file = join(data ?? "", "koala_test_set", "koala_test_set.jsonl");
  await platform.cli("import", "prompts", file, "--format", "koala-test-set", "--set", "koala");
  const prices = ["--input-price", "0.5", "--output-price", "1.5"];
  const chat = ["--provider", "openai", "--upstream-name", "gpt-3.5-turbo", "--base-url", openai.url, ...prices];
  await platform.cli("models", "add", "gpt-3.5-turbo", ...chat);
  await platform.cli("models", "add", "alpaca-13b", "--preset", "alpaca-13b", "--base-url", openai.url);
  await platform.cli("models", "add", "koala-13b", "--preset", "koala-13b", "--base-url", easylm.url);
  const models = "koala-13b,alpaca-13b,gpt-3.5-turbo";
  const { stdout } = await platform.cli("run", "create", "--models", models, "--set", "koala", "--json");
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  const { id } = JSON.parse(stdout);
  await take(browser, "run", (page) => signInAsOwner(page, `/studio/runs/${id}`), true);
  for (const [name, path] of Object.entries({
    models: "/studio/models",
    model: "/studio/models/koala-13b",
    "new-model": "/studio/models/new",
    runs: "/studio/runs",
    "new-run": "/studio/runs/new?set=koala",
    prompt: "/studio/prompts/koala/koala_1",
  })) {
    await take(browser, name, (page) => signInAsOwner(page, path), true);
  }
  await platform.cli("run", "cancel", id);
  await Promise.all([openai.stop(), easylm.stop()]);
});

test("the demo, with texts that were written for the pictures", async ({ browser }) => {
  test.setTimeout(180_000);
  const servers = await Promise.all([startOpenAiServer(), startOpenAiServer()]);
  const texts = [SHORT_SAMPLE, LONG_SAMPLE];
  for (const [index, server] of servers.entries()) {
    server.setBehaviour({ answer: () => texts[index] ?? "" });
    const address = ["--provider", "openai", "--base-url", server.url, "--upstream-name", "sample"];
    await platform.cli("models", "add", `sample-model-${index + 1}`, ...address);
  }
  await platform.cli("demo", "on", "--models", "sample-model-1,sample-model-2");
  const battle = async (page: Page) => {
    await page.goto(`${platform.webUrl}/demo`);
    await page.getByRole("button", { name: "Two anonymous models" }).click();
    await page.getByRole("textbox", { name: /^Your message/ }).fill("Which tree do koalas sleep in?");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("button", { name: "A is better" })).toBeVisible({ timeout: 30_000 });
  };
  await take(browser, "demo", battle, false);
  await take(browser, "demo-start", async (page) => void (await page.goto(`${platform.webUrl}/demo`)), false);
  await take(
    browser,
    "demo-told",
    async (page) => {
      await battle(page);
      await page.getByRole("button", { name: "A is better" }).click();
      await expect(page.getByText("sample-model-1").first()).toBeVisible();
    },
    false,
  );
  await take(browser, "demo-settings", (page) => signInAsOwner(page, "/studio/demo"), true);
  await platform.cli("demo", "off");
  await Promise.all(servers.map((server) => server.stop()));
});

const SHORT_SAMPLE =
  "Sample text, written for this picture. In eucalypts, mostly, and in the shade of whatever else there is.";
const LONG_SAMPLE = `Sample text, written for this picture.

- **By day** they rest in a fork of a tree that gives shade: a eucalypt, an acacia, a pine.
- **By night** they eat, and for that a eucalypt it must be.

A koala sleeps for most of the day, so the shade matters more to it than the leaves.`;

const TOO_LONG = {
  status: 400,
  body: JSON.stringify({ error: { message: "This model's maximum context length is 4097 tokens." } }),
};

test("results and what leaves, from the votes that MT-Bench published", async ({ browser }) => {
  const data = findPublishedData();
  test.skip(data === null, "no published data");
  const file = join(data ?? "", "mtbench", "human.jsonl");
  await platform.cli("import", "votes", file, "--format", "mt-bench", "--study", "MT-Bench human votes");
  const study = "/studio/studies/MT-Bench%20human%20votes";
  await take(browser, "results", (page) => signInAsOwner(page, `${study}/results`), true);
  const { stdout } = await platform.cli("study", "release", "MT-Bench human votes", "--title", "MT-Bench human votes");
  const release = /\/releases\/\S+/.exec(stdout)?.[0] ?? "";
  await take(browser, "export", (page) => signInAsOwner(page, `${study}/export`), true);
  await take(browser, "release", async (page) => void (await page.goto(platform.webUrl + release)), true);
});
