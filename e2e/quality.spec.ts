import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { startRating } from "@/e2e/support/rating-client";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { VoteRequest } from "@/lib/votes/schema";

const RATERS = 22;
const PROMPTS = 12;
const IMPORTED = "Votes without times or sides";

/** One study for the whole file: raters that mostly choose alike, and one who always takes the first. */
let study: string;
let folder: string;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const made = await addStudy({ prompts: PROMPTS, votesPerComparison: RATERS });
  study = made.name;
  await queryPlatform(
    `INSERT INTO study_members (study_id, account_id, role) SELECT $1, id, 'owner' FROM accounts WHERE email = $2`,
    [made.studyId, platform.owner.email],
  );
  await Promise.all(Array.from({ length: RATERS }, (_, rater) => rate(made.slug, rater)));
  folder = await mkdtemp(join(tmpdir(), "eucalypt-quality-"));
  await writeFile(join(folder, "votes.csv"), makeVotes());
  await platform.cli("import", "votes", join(folder, "votes.csv"), "--format", "csv", "--study", IMPORTED);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

async function rate(slug: string, rater: number): Promise<void> {
  const client = await startRating(platform.webUrl, [platform.webUrl], slug);
  await client.next();
  for (let index = 0; client.reply.pairs.length > 0; index++) {
    const usual = (["first", "second", "tie"] as const)[(index + (rater % 4)) % 3] as VoteRequest["choice"];
    await client.vote(rater === 0 ? "first" : usual);
  }
}

function makeVotes(): string {
  const rows = Array.from({ length: 120 }, (_, index) => {
    const winner = ["left", "right", "tie"][(index * index) % 3];
    return `${index % 2 ? "alder,birch" : "birch,cedar"},${winner},rater ${index % 6},prompt ${Math.floor(index / 12)}`;
  });
  return `left,right,winner,rater,prompt\n${rows.join("\n")}\n`;
}

const toPath = (name: string, tab: string) => `/studio/studies/${encodeURIComponent(name)}/${tab}`;
const figure = (page: Page, name: string) => page.getByRole("figure", { name, exact: true });

test("the checks are drawn with their intervals, told in words, and can be taken away", async ({ page }) => {
  await signInAsOwner(page, toPath(study, "quality"));
  const agreement = figure(page, "Do raters agree?");
  await expect(
    agreement.getByRole("img", { name: /Two raters agree: [\d.]+% \([\d.]+ to [\d.]+%\) with ties/ }),
  ).toBeVisible();
  await expect(agreement.locator("svg.recharts-surface").getByText("MT-Bench, published")).toBeVisible();
  await agreement.getByText("The same numbers as a table").click();
  await expect(agreement.getByRole("row", { name: /Krippendorff’s α, nominal/ })).toContainText(/−?\d\.\d\d \(/);

  const sides = figure(page, "Does the side matter?");
  await expect(sides.getByRole("img", { name: /All pairs: [\d.]+%, between/ })).toBeVisible();
  await expect(figure(page, "How long does a vote take?").getByRole("img", { name: /Median 1 s/ })).toBeVisible();

  const csv = await readFile(await saved(page, "Do raters agree?", "Numbers in this figure"), "utf8");
  expect(csv).toMatch(/^measure,with_ties,with_ties_se,with_ties_low,with_ties_high,/);
  const svg = await readFile(await saved(page, "Do raters agree?", "Figure SVG"), "utf8");
  expect(svg).toContain("Two raters agree");
  expect(svg).not.toMatch(/NaN|undefined|var\(/);
});

test("raters are sorted by links, and who takes one side is told in words", async ({ page }) => {
  await signInAsOwner(page, toPath(study, "quality"));
  await expect(page.getByText(/^\D*Chooses the first in 100% of votes for a side/)).toBeVisible();
  const raters = figure(page, "Raters");
  await raters.getByRole("link", { name: "First chosen" }).click();
  await expect(raters.getByRole("columnheader", { name: "First chosen" })).toHaveAttribute("aria-sort", "descending");
  await expect(raters.locator("tbody tr").first()).toContainText("100%");
  await raters.getByRole("link", { name: "First chosen" }).click();
  await expect(raters.getByRole("columnheader", { name: "First chosen" })).toHaveAttribute("aria-sort", "ascending");
  await expect(raters.locator("tbody tr").first()).not.toContainText("100%");

  await page.goto(`${platform.webUrl}${toPath(study, "raters")}?sort=firstRate`);
  await expect(figure(page, "Raters").locator("tbody tr")).toHaveCount(RATERS);
  await expect(figure(page, "Raters").locator("tbody tr").first()).toContainText("Chooses the first in 100%");
});

test("a prompt that divides raters leads to its texts", async ({ page }) => {
  await signInAsOwner(page, toPath(IMPORTED, "quality"));
  const prompt = figure(page, "Prompts that divide raters most").getByRole("link").first();
  const name = (await prompt.textContent()) ?? "";
  await prompt.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Responses" })).toBeVisible();
});

test("an imported study says that its file tells neither times nor sides", async ({ page }) => {
  await signInAsOwner(page, toPath(IMPORTED, "quality"));
  await expect(page.getByText("The imported file says nothing about how long its raters took")).toBeVisible();
  await expect(figure(page, "Raters").getByRole("columnheader", { name: "Median time" })).toHaveCount(0);
  await page.goto(`${platform.webUrl}${toPath(IMPORTED, "plan")}`);
  await expect(page.getByText("The imported file does not say when its votes were cast.")).toBeVisible();
});

test("the plan shows the votes as they came, and whether each pair is decided", async ({ page }) => {
  await signInAsOwner(page, toPath(study, "plan"));
  const wanted = PROMPTS * RATERS;
  await expect(
    figure(page, "Votes over time").getByRole("img", { name: new RegExp(`: ${wanted} votes of ${wanted} wanted\\.$`) }),
  ).toBeVisible();
  const decided = figure(page, "Is it decided yet?");
  await expect(decided.getByRole("img", { name: /After 22 raters .* points, between .* and / })).toBeVisible();
  await expect(decided.locator(".recharts-area-area")).toBeVisible();
  await expect(decided.getByText(/it may be looked at as often as one likes/)).toBeVisible();
});

test("the planner works it out as one types, and an address keeps the plan", async ({ page }) => {
  await signInAsOwner(page, toPath(study, "plan"));
  const form = page.getByRole("form", { name: "Plan a study" });
  await form.getByLabel("How votes differ").selectOption("A guess");
  const half = page.getByText(/^±[\d.]+ points$/).first();
  const before = await half.textContent();
  await form.getByLabel("Prompts", { exact: true }).fill("2000");
  await expect(half).not.toHaveText(before ?? "");
  await form.getByLabel("Prompts", { exact: true }).fill("none");
  await expect(form.getByText("Write a whole number from 2 to 1,000,000.")).toBeVisible();
  await expect(form.getByLabel("Prompts", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel("Prompts", { exact: true }).fill("400");
  await form.getByLabel("Price per vote").fill("0.25");
  const [votes] = await Promise.all([form.getByLabel("Votes per prompt").inputValue(), half.textContent()]);
  const cost = (400 * Number(votes) * 0.25).toLocaleString("en", { minimumFractionDigits: 2 });
  await expect(page.getByText(cost, { exact: true })).toBeVisible();
  const worked = await half.textContent();
  await form.getByRole("button", { name: "Show this plan" }).click();
  await expect(page).toHaveURL(/prompts=400.*price=0.25/);
  await expect(half).toHaveText(worked ?? "");
});

test("without scripts the checks are in tables and the planner answers", async ({ page, browser }) => {
  await signInAsOwner(page, toPath(study, "quality"));
  const context = await browser.newContext({
    storageState: await page.context().storageState(),
    javaScriptEnabled: false,
  });
  const still = await context.newPage();
  await still.goto(`${platform.webUrl}${toPath(study, "quality")}`);
  await figure(still, "Do raters agree?").getByText("The same numbers as a table").click();
  await expect(still.getByRole("row", { name: /Two raters agree/ })).toContainText("%");
  await still.goto(`${platform.webUrl}${toPath(study, "plan")}`);
  const form = still.getByRole("form", { name: "Plan a study" });
  await form.getByLabel("Prompts", { exact: true }).fill("500");
  await form.getByRole("button", { name: "Show this plan" }).click();
  await expect(form.getByLabel("Prompts", { exact: true })).toHaveValue("500");
  await expect(still.getByText(/^±[\d.]+ points$/).first()).toBeVisible();
  await context.close();
});

for (const [width, colorScheme] of [
  [390, "dark"],
  [1440, "light"],
] as const) {
  test(`the checks, the raters and the plan are free of axe violations and fit at ${width} px, ${colorScheme}`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await signInAsOwner(page, toPath(study, "quality"));
    for (const path of [toPath(study, "quality"), toPath(study, "plan"), toPath(study, "raters"), toPath(study, "")]) {
      await page.goto(`${platform.webUrl}${path}`);
      await page.waitForLoadState("networkidle");
      for (const closed of await page.getByText("The same numbers as a table").all()) await closed.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        path,
      ).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(width);
    }
  });
}

async function saved(page: Page, title: string, entry: string): Promise<string> {
  const menu = figure(page, title).locator("details", { hasText: "Download" });
  if ((await menu.getAttribute("open")) === null) await menu.getByText("Download").click();
  const waiting = page.waitForEvent("download");
  await menu.getByRole("button", { name: entry }).click();
  return (await waiting).path();
}
