import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { findPublishedData } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { Results, ResultsRow } from "@/lib/results/schema";

const STUDY = "Votes of three models";
const API = `/api/studies/${encodeURIComponent(STUDY)}`;
const STUDIO = `/studio/studies/${encodeURIComponent(STUDY)}/results`;

/** Every outcome there is, unevenly, from raters who meet each prompt and pair once. */
function makeVotes(): string {
  const pairs = ["alder,birch", "cedar,alder", "birch,cedar"];
  const winners = ["left", "right", "tie", "both_bad", "left", "right", "left"];
  const rows = Array.from({ length: 150 }, (_, index) => {
    const winner = winners[(index * index + Math.floor(index / 9)) % winners.length];
    return `${pairs[index % 3]},${winner},rater ${index % 5},prompt ${Math.floor(index / 15)}`;
  });
  return `left,right,winner,rater,prompt\n${rows.join("\n")}\n`;
}

test.describe("results", () => {
  test.describe.configure({ mode: "serial" });
  let folder: string;

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "eucalypt-results-"));
    await writeFile(join(folder, "votes.csv"), makeVotes());
    await platform.cli("import", "votes", join(folder, "votes.csv"), "--format", "csv", "--study", STUDY);
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));

  test("the table, the figure, the JSON, the CSV and the command line tell the same numbers", async ({ page }) => {
    await signInAsOwner(page, STUDIO);
    const json = await readFile(await saved(page, "Numbers in this figure"), "utf8");
    expect(json).toBe((await platform.cli("results", STUDY, "--json")).stdout);
    const results: Results = JSON.parse(json);
    expect(results.matrix).toHaveLength(3);
    expect(results.votes).toBe(150);

    expect(await readTable(page)).toEqual(results.matrix.map(toTableRow));
    const figure = page.getByRole("img", { name: /percent of votes/i });
    for (const row of results.matrix) {
      await expect(figure).toHaveAccessibleName(new RegExp(`${row.modelA} v ${row.modelB}: \\d+, \\d+, \\d+`));
    }

    const csv = await readFile(await saved(page, "Every vote"), "utf8");
    expect(csv).toBe((await platform.cli("export", STUDY, "--format", "csv", "--out", "-")).stdout);
    expect(countVotes(parse(csv, { columns: true }), results.matrix)).toEqual(results.matrix);
  });

  test("the figure is drawn, and can be taken as SVG and as PNG at 300 dpi", async ({ page }) => {
    await signInAsOwner(page, STUDIO);
    await expectBars(page);

    const svg = await readFile(await saved(page, "Figure SVG"), "utf8");
    expect(svg).toContain("<svg");
    expect(svg).not.toMatch(/NaN|undefined/);

    const png = await readFile(await saved(page, "Figure, 300 dpi"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.subarray(37, 41).toString()).toBe("pHYs");
    expect(png.readUInt32BE(41)).toBe(11_811);
    // the drawing, and not a sheet of one colour
    expect(png.length).toBeGreaterThan(10_000);
  });

  test("on a phone the page is no wider than the phone, and what is wider can be reached by the keyboard", async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAsOwner(page, STUDIO);
    await expectBars(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole("region", { name: "Results, scrolls sideways" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() =>
        page.getByRole("region", { name: "Results, scrolls sideways" }).evaluate((region) => region.scrollLeft),
      )
      .toBeGreaterThan(0);
  });

  test("without scripts the numbers and the bars are there", async ({ page, browser }) => {
    await signInAsOwner(page, STUDIO);
    const context = await browser.newContext({
      storageState: await page.context().storageState(),
      javaScriptEnabled: false,
    });
    const still = await context.newPage();
    await still.goto(`${platform.webUrl}${STUDIO}`);
    expect(await readTable(still)).toHaveLength(3);
    const bars = still.getByRole("img", { name: /percent of votes/i });
    await expect(bars.getByText(/^(<1|\d+)$/).filter({ visible: true })).toHaveCount(9);
    await context.close();
  });

  test("nobody sees a study's results before it is published, and then everybody does, but not the votes", async ({
    browser,
  }) => {
    const context = await browser.newContext();
    const address = `${platform.webUrl}/results/${encodeURIComponent(STUDY)}`;
    const ask = async (path: string) => (await context.request.get(`${platform.webUrl}${path}`)).status();
    expect((await context.request.get(address)).status()).toBe(404);
    expect(await ask(`${API}/results`)).toBe(404);
    expect(await ask(`${API}/figure.svg`)).toBe(404);
    expect(await ask(`${API}/votes.csv`)).toBe(401);

    await platform.cli("study", "publish", STUDY);
    const page = await context.newPage();
    await page.goto(address);
    expect(await readTable(page)).toHaveLength(3);
    await page.getByText("Download").click();
    await expect(page.getByRole("link", { name: "Figure SVG" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Every vote" })).toHaveCount(0);
    expect(await ask(`${API}/results`)).toBe(200);
    expect(await ask(`${API}/figure.svg`)).toBe(200);
    expect(await ask(`${API}/votes.csv`)).toBe(401);
    await context.close();
  });
});

test("the human votes of MT-Bench give the published counts", async ({ page }) => {
  const data = findPublishedData();
  test.skip(data === null, "no published data on this machine");
  const study = "MT-Bench, human votes";
  const file = join(data as string, "mtbench", "human.jsonl");
  await platform.cli("import", "votes", file, "--format", "mt-bench", "--study", study);
  await signInAsOwner(page, `/studio/studies/${encodeURIComponent(study)}/results`);
  const table = new Map((await readTable(page)).map(({ pair, counts }) => [pair, counts]));
  expect(table.size).toBe(15);
  // first better, equally good, second better
  expect(table.get("alpaca-13b v gpt-3.5-turbo")).toEqual([27, 69, 222]);
  expect(table.get("alpaca-13b v vicuna-13b-v1.2")).toEqual([48, 60, 104]);
  expect(table.get("gpt-3.5-turbo v gpt-4")).toEqual([60, 88, 131]);
  expect(table.get("claude-v1 v gpt-4")).toEqual([54, 55, 91]);
  expect(table.get("llama-13b v vicuna-13b-v1.2")).toEqual([14, 46, 157]);
});

/** Three bars of three parts, each with its figure. */
async function expectBars(page: Page): Promise<void> {
  await expect(page.getByRole("img", { name: /percent of votes/i }).locator("svg text")).toHaveCount(9);
}

async function saved(page: Page, entry: string): Promise<string> {
  const menu = page.locator("details", { hasText: "Download" });
  if ((await menu.getAttribute("open")) === null) await menu.getByText("Download").click();
  const waiting: Promise<Download> = page.waitForEvent("download");
  await menu
    .getByRole("link", { name: entry })
    .or(menu.getByRole("button", { name: entry }))
    .click();
  return (await waiting).path();
}

type TableRow = { pair: string; counts: number[]; votes: number; raters: number; prompts: number };

/** What stands in the table's cells: of "48.2% 434" the count. */
async function readTable(page: Page): Promise<TableRow[]> {
  const rows = page.getByRole("region", { name: "Results, scrolls sideways" }).locator("tbody tr");
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.innerText)),
  );
  return cells.map(([pair = "", ...rest]) => {
    const isShare = (cell: string) => cell.includes("%");
    const percent = rest.filter(isShare).map((cell) => Number.parseFloat(cell));
    expect(percent.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6);
    const counts = rest.filter(isShare).map((cell) => toNumber(cell.split("%")[1]));
    const [votes = 0, raters = 0, prompts = 0] = rest.filter((cell) => !isShare(cell)).map(toNumber);
    return { pair, counts, votes, raters, prompts };
  });
}

function toNumber(text = ""): number {
  return Number(text.replace(/[\s,]/g, ""));
}

function toTableRow(row: ResultsRow): TableRow {
  const { modelA, modelB, winsA, ties, bothBad, winsB, votes, raters, prompts } = row;
  return { pair: `${modelA} v ${modelB}`, counts: [winsA, ties, bothBad, winsB], votes, raters, prompts };
}

type VoteLine = Record<
  "prompt_set" | "prompt" | "rater" | "first_model" | "second_model" | "choice" | "winner",
  string
>;

/** The matrix again, from nothing but the rows of the CSV. */
function countVotes(lines: VoteLine[], like: ResultsRow[]): ResultsRow[] {
  return like.map(({ promptSet, modelA, modelB }) => {
    const own = lines.filter((line) => {
      const models = [line.first_model, line.second_model];
      return line.prompt_set === promptSet && models.includes(modelA) && models.includes(modelB);
    });
    const judged = own.filter((line) => line.choice !== "cannot_judge");
    const count = (winner: string) => own.filter((line) => line.winner === winner).length;
    return {
      ...{ promptSet, modelA, modelB, winsA: count(modelA), winsB: count(modelB) },
      ...{ ties: count("tie"), bothBad: count("both_bad"), cannotJudge: count("cannot_judge"), votes: judged.length },
      raters: new Set(judged.map((line) => line.rater)).size,
      prompts: new Set(judged.map((line) => line.prompt)).size,
    };
  });
}
