import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { findPublishedData } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { type CountsRow, readCounts, readDrawing, saveOfPanel, saveOfStudy } from "@/e2e/support/results-page";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { Results, ResultsRow } from "@/lib/results/schema";

const STUDY = "Votes of three models";
const API = `/api/studies/${encodeURIComponent(STUDY)}`;
const FIGURE = "Every comparison";
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
    const json = await readFile(await saveOfStudy(page, "All numbers"), "utf8");
    expect(json).toBe((await platform.cli("results", STUDY, "--json")).stdout);
    const results: Results = JSON.parse(json);
    expect(results.matrix).toHaveLength(3);
    expect(results.votes).toBe(150);

    expect(await readCounts(page)).toEqual(results.matrix.map(toCountsRow));
    const figure = page.getByRole("img", { name: /percent of votes/i });
    for (const row of results.matrix) {
      await expect(figure).toHaveAccessibleName(new RegExp(`${row.modelA} v ${row.modelB}: \\d+, \\d+, \\d+`));
    }

    const csv = await readFile(await saveOfStudy(page, "Every vote"), "utf8");
    expect(csv).toBe((await platform.cli("export", STUDY, "--format", "csv", "--out", "-")).stdout);
    expect(countVotes(parse(csv, { columns: true }), results.matrix)).toEqual(results.matrix);

    const panel = await readFile(await saveOfPanel(page, FIGURE, "Numbers in this figure"), "utf8");
    const lines: Record<string, string>[] = parse(panel, { columns: true });
    for (const [index, row] of results.matrix.entries()) {
      expect(lines[index]).toMatchObject({ model: row.modelA, opponent: row.modelB, better: String(row.winsA) });
      expect(Number(lines[index]?.better_share)).toBeCloseTo(row.winsA / row.votes, 12);
      expect(Number(lines[index]?.better_share_low)).toBeLessThan(row.winsA / row.votes);
    }
  });

  test("the figure is drawn, and can be taken as SVG that needs nothing else and as PNG at 300 dpi", async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await signInAsOwner(page, STUDIO);
    await expectBars(page);

    const svg = await readDrawing(await saveOfPanel(page, FIGURE, "Figure SVG"));
    for (const part of ['fill="#da7626"', ">Equally good, or both bad<", ">95% interval<"]) expect(svg).toContain(part);

    const png = await readFile(await saveOfPanel(page, FIGURE, "Figure, 300 dpi"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.subarray(37, 41).toString()).toBe("pHYs");
    expect(png.readUInt32BE(41)).toBe(11_811);
    // the drawing, and not a sheet of one colour
    expect(png.length).toBeGreaterThan(10_000);
  });

  test("a rule for ties is chosen by the keyboard, stands in the address, and moves what is drawn", async ({
    page,
  }) => {
    await signInAsOwner(page, STUDIO);
    await page.getByRole("radio", { name: "Show ties" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/[?&]ties=better_or_tied/);
    await expect(page.getByRole("radio", { name: "Better or tied" })).toBeFocused();
    await expect(page.getByRole("row", { name: /^Better or tied \d/ })).toBeVisible();

    await page.goto(`${platform.webUrl}${STUDIO}?ties=dropped`);
    // two parts a bar: the tied one is not drawn
    await expect(drawnFigures(page)).toHaveCount(6);
    await page.goto(`${platform.webUrl}${STUDIO}?aggregation=thirds`);
    await expect(page.getByRole("alert").filter({ hasText: "aggregation is" })).toContainText(
      "Write votes, prompts or majority",
    );
    await page.getByRole("link", { name: "Show them as the study declares them" }).click();
    await expectBars(page);
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
    expect(await readCounts(still)).toHaveLength(3);
    const figures = still.getByRole("img", { name: /percent of votes/i }).locator("svg[data-drawing] text");
    await expect(figures.filter({ hasText: /^(<1|\d{1,2})$/, visible: true })).not.toHaveCount(0);

    await still.getByRole("radio", { name: "Half a win" }).check();
    await still.getByRole("button", { name: "Show" }).click();
    await expect(still).toHaveURL(/[?&]ties=half/);
    await expect(still.getByRole("radio", { name: "Half a win" })).toBeChecked();
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
    expect(await readCounts(page)).toHaveLength(3);
    await page.getByText("Download", { exact: true }).first().click();
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
  const table = new Map(
    (await readCounts(page)).map(({ modelA, modelB, counts }) => [
      `${modelA} v ${modelB}`,
      [counts.Better, counts["Equally good"], counts.Worse],
    ]),
  );
  expect(table.size).toBe(15);
  // first better, equally good, second better
  expect(table.get("alpaca-13b v gpt-3.5-turbo")).toEqual([27, 69, 222]);
  expect(table.get("alpaca-13b v vicuna-13b-v1.2")).toEqual([48, 60, 104]);
  expect(table.get("gpt-3.5-turbo v gpt-4")).toEqual([60, 88, 131]);
  expect(table.get("claude-v1 v gpt-4")).toEqual([54, 55, 91]);
  expect(table.get("llama-13b v vicuna-13b-v1.2")).toEqual([14, 46, 157]);
});

/** The figures in the chart's bars. */
function drawnFigures(page: Page) {
  const texts = page.getByRole("img", { name: /percent of votes/i }).locator(".recharts-wrapper > svg text");
  return texts.filter({ hasText: /^(<1|\d+)$/ });
}

/** Three bars of three parts, each with its figure. */
async function expectBars(page: Page): Promise<void> {
  await expect(drawnFigures(page)).toHaveCount(9);
}

function toCountsRow(row: ResultsRow): CountsRow {
  const { promptSet, modelA, modelB, winsA, ties, bothBad, winsB, votes, cannotJudge } = row;
  const counts = { Better: winsA, "Equally good": ties, "Both bad": bothBad, Worse: winsB, Votes: votes };
  // which response stood first is not in the file that was imported
  const unjudged = { "Cannot judge": cannotJudge, "A first": 0, "B first": 0 };
  return { promptSet, modelA, modelB, counts: { ...counts, ...unjudged } };
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
