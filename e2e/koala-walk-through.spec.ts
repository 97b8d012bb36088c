import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessible";
import { findPublishedData, openMtBenchStudy } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { nextScreen, openRater } from "@/e2e/support/rater";
import { startRating } from "@/e2e/support/rating-client";
import { readCounts } from "@/e2e/support/results-page";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const STUDY = "koala-again";
const run = promisify(execFile);

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "eucalypt-koala-"));
});
test.afterAll(() => rm(folder, { recursive: true }));

test("a researcher repeats the Koala study: test sets, curation, real answers rated, and a bundle whose script finds the dashboard's numbers", async ({
  browser,
  page,
}) => {
  const data = findPublishedData();
  test.skip(data === null, "no published data");
  test.setTimeout(180_000);
  const koala = join(data ?? "", "koala_test_set", "koala_test_set.jsonl");
  const selfInstruct = join(data ?? "", "self_instruct", "user_oriented_instructions.jsonl");

  await signInAsOwner(page, "/studio/prompts/import");
  await importSet(page, { format: "koala-test-set", set: "walk-koala", file: koala, prompts: 180 });
  await importSet(page, { format: "self-instruct", set: "walk-alpaca-all", file: selfInstruct, prompts: 252 });
  const sample = { sample: 180, seed: 2023 };
  await importSet(page, { format: "self-instruct", set: "walk-alpaca", file: selfInstruct, prompts: 180, ...sample });
  await curate(page, koala);

  const { slug } = await openMtBenchStudy(data ?? "", STUDY);
  // one vote in a browser; the rest as a browser sends them
  const ann = await openRater(browser, {});
  await ann.page.goto(`${platform.webUrl}/rate/${slug}`);
  await ann.page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await ann.page.getByRole("button", { name: "Start" }).click();
  await nextScreen(ann);
  const voted = ann.page.waitForResponse((response) => response.url().endsWith("/votes") && response.ok());
  await ann.page.keyboard.press("a");
  await voted;
  await ann.context.close();
  const choices = ["first", "second", "tie", "second", "first", "tie", "second", "cannot_judge"] as const;
  await Promise.all(
    [0, 1, 2].map(async (rater) => {
      const client = await startRating(platform.webUrl, [platform.webUrl], slug);
      for (let vote = 0; client.reply.state === "rating"; vote++) {
        await client.vote(choices[(vote * (rater + 3) + rater) % choices.length] ?? "tie");
      }
    }),
  );

  await page.goto(`${platform.webUrl}/studio/studies/${STUDY}/results`);
  const shown = await readCounts(page);
  await page.getByRole("link", { name: "Export" }).click();
  await expectAccessible(page);
  const zip = await download(page, "Download the bundle");
  await expectSameAsDashboard(zip, shown);
  await expectReleased(page, zip);
});

type Import = { format: string; set: string; file: string; prompts: number; sample?: number; seed?: number };

async function importSet(page: Page, { format, set, file, prompts, sample, seed }: Import): Promise<void> {
  await page.goto(`${platform.webUrl}/studio/prompts/import`);
  await page.getByLabel("Format").selectOption(format);
  await page.getByLabel("Prompt set").fill(set);
  if (sample !== undefined) {
    await page.getByText("Take a sample").click();
    await page.getByLabel("How many prompts").fill(String(sample));
    await page.getByLabel("Seed").fill(String(seed));
  }
  await page.getByLabel("File").setInputFiles(file);
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText(`Imported: ${prompts} prompts, version 1 of ${set}.`)).toBeVisible();
}

/** The Koala queries once more, as raw ones, held against a training corpus that has two of them. */
async function curate(page: Page, koala: string): Promise<void> {
  const lines = (await readFile(koala, "utf8")).trim().split("\n");
  const prompts = lines.map((line) => (JSON.parse(line) as { prompt: string }).prompt);
  const long = prompts.filter((prompt) => prompt.split(/\s+/).length > 20).slice(0, 2);
  const corpus = join(folder, "corpus.jsonl");
  const examples = [...long, "Write a haiku about the moon."].map((text) => JSON.stringify({ text }));
  await writeFile(corpus, `${examples.join("\n")}\n`);
  await page.goto(`${platform.webUrl}/studio/prompts/curate`);
  await page.getByLabel("Raw queries").setInputFiles(koala);
  await page.getByLabel("Prompt set").fill("walk-curated");
  await page.getByLabel("Training corpora").setInputFiles(corpus);
  await page.getByLabel("Format of the corpora").selectOption("jsonl");
  await page.getByRole("button", { name: "Curate" }).click();
  await page.waitForURL(/\/curations\//, { timeout: 60_000 });
  const steps = await page
    .getByRole("table")
    .first()
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll("th, td")].slice(0, 3).map((cell) => cell.textContent ?? "")),
    );
  for (const [step, came, dropped] of steps) console.log(`curation: ${step}: came ${came}, dropped ${dropped}`);
  expect(steps[0]?.[1]).toBe("180");
  for (const [index, [, came, dropped]] of steps.slice(0, -1).entries()) {
    expect(Number(steps[index + 1]?.[1])).toBe(Number(came) - Number(dropped));
  }
  expect(Number(steps.find(([step]) => step === "Contamination")?.[2])).toBeLessThanOrEqual(2);
  const kept = steps.reduce((left, [, , dropped]) => left - Number(dropped), 180);
  await page.getByRole("button", { name: `Seal ${kept} prompts` }).click();
  await page.waitForURL(/\/studio\/prompts\/walk-curated/);
  await expect(page.getByText(`${kept} prompts`).first()).toBeVisible();
}

async function download(page: Page, name: string): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return (await waiting).path();
}

type Shown = Awaited<ReturnType<typeof readCounts>>;

async function expectSameAsDashboard(zip: string, shown: Shown): Promise<void> {
  const python = await run("python3", ["--version"]).catch(() => null);
  if (!python) {
    console.log("Not run: the bundle's script, for want of Python.");
    return;
  }
  await run("python3", ["-m", "zipfile", "-e", zip, folder]);
  const [inside = ""] = (await readdir(folder)).filter((name) => name.startsWith(STUDY));
  const { stdout } = await run("python3", ["-I", join(folder, inside, "recompute.py")]);
  console.log(stdout);
  expect(stdout).toMatch(/numbers held against results.json: all equal\./);
  expect(shown).toHaveLength(2);
  for (const { promptSet, modelA, modelB, counts } of shown) {
    const [, printed = ""] = stdout.split(`${promptSet}: ${modelA} v ${modelB}\n`);
    const found = Object.fromEntries(
      [...(printed.split("\n")[0] ?? "").matchAll(/(\w+) (\d+)/g)].map(([, name, count]) => [name, Number(count)]),
    );
    expect(found.votes).toBeGreaterThan(30);
    const { Better: better, "Equally good": tied, Worse: worse, Votes: votes, "Cannot judge": cannotJudge } = counts;
    expect(found).toMatchObject({ better, tied, worse, votes, cannotJudge });
  }
  expect((await readFile(join(folder, inside, "figure", "matrix.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
  const methods = await readFile(join(folder, inside, "methods.md"), "utf8");
  expect(methods).toContain("rest on");
}

/** At an address of its own, for anyone, with the same bytes. */
async function expectReleased(page: Page, zip: string): Promise<void> {
  await page.getByLabel("Title").fill("Koala again, on MT-Bench");
  await page.getByRole("button", { name: "Publish this release" }).click();
  await page.getByRole("link", { name: "Koala again, on MT-Bench" }).click({ timeout: 30_000 });
  await page.waitForURL(/\/releases\//);
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Koala again, on MT-Bench");
  await expectAccessible(page);
  const released = await download(page, ".zip");
  expect((await readFile(released)).equals(await readFile(zip))).toBe(true);
}
