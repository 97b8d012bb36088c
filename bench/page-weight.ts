/**
 * What rating costs a slow line: the JavaScript that a rater's page loads from consent to votes, menus and help, above
 * that of an empty page of the same app. Every script in a file is counted, each gzipped by itself at level 9, whenever
 * it comes. What a session with questions beside pairs loads on top of that is a line of its own.
 */
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page, type Response } from "@playwright/test";
import { startBenchPlatform } from "@/bench/support/platform";
import { CHROMIUM_ARGS, findChromium } from "@/e2e/support/browser";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import { openSessionStudy } from "@/lib/crowd/testing/open-session-study";
import { closePool } from "@/lib/db/pool";

const MOST_BYTES = 10_000;

type Weight = { bytes: number; files: number; sizes: Map<string, number> };

const platform = await startBenchPlatform();
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
try {
  await run(platform.url);
} finally {
  await browser.close();
  await closePool();
  await platform.stop();
}

async function run(url: string): Promise<void> {
  const { slug } = await makeStudy({ prompts: 6 });
  // the not-found page of the rating address: the same layouts and error pages around it, and in it a few words that
  // bring no script; a page with a link on it would bring the router's and make the difference look smaller
  const empty = await weigh(browser, `${url}/rate/no-such-study`, async () => {});
  const rating = await weigh(browser, `${url}/rate/${slug}`, rate);
  const above = rating.bytes - empty.bytes;
  line("rating page", rating);
  line("empty page", empty);
  const session = await openSessionStudy();
  const steps = await weigh(browser, `${url}/rate/${session.slug}`, reachSteps);
  const onlySteps = [...steps.sizes].filter(([script]) => !rating.sizes.has(script));
  line("steps alone", toWeight(new Map(onlySteps)));
  console.log(`above-empty ${(above / 1000).toFixed(1)} kB`);
  if (above > MOST_BYTES) process.exitCode = 1;
}

async function weigh(by: Browser, url: string, use: (page: Page) => Promise<void>): Promise<Weight> {
  const context = await by.newContext();
  const page = await context.newPage();
  const scripts: Response[] = [];
  page.on("response", (response) => {
    const type = response.headers()["content-type"] ?? "";
    if (response.request().resourceType() === "script" || type.includes("javascript")) scripts.push(response);
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await use(page);
  await page.waitForLoadState("networkidle");
  const bodies = new Map<string, Buffer>();
  for (const script of scripts) bodies.set(script.url(), await script.body());
  await context.close();
  if (bodies.size === 0) throw new Error(`${url} loads no script: nothing was measured.`);
  return toWeight(new Map([...bodies].map(([script, body]) => [script, gzipSync(body, { level: 9 }).length])));
}

function toWeight(sizes: Map<string, number>): Weight {
  return { bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0), files: sizes.size, sizes };
}

async function reachSteps(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("heading", { name: "A few questions about you" }).waitFor();
}

/** Whatever a rater may open: a script that comes late counts too. */
async function rate(page: Page): Promise<void> {
  const choice = page.getByRole("button", { name: /^A is better/, disabled: false });
  await page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await page.getByRole("button", { name: "Start" }).click();
  await choice.waitFor();
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("button", { name: "Close" }).click();
  await choice.click();
  await choice.waitFor();
  await page.keyboard.press("u");
  await choice.waitFor();
  await page.getByRole("button", { name: "Flag" }).click();
  await page.getByRole("button", { name: "Response A is offensive" }).click();
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByRole("button", { name: "Another reason" }).click();
  for (let left = 5; left > 0; left--) {
    await choice.waitFor();
    await choice.click();
  }
  await page.getByRole("heading", { name: "Finished" }).waitFor();
}

function line(name: string, { bytes, files }: Weight): void {
  console.log(`${name.padEnd(12)} ${(bytes / 1000).toFixed(1).padStart(6)} kB gzipped in ${files} scripts`);
}
