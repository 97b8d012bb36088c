import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { platform } from "@/e2e/support/platform";
import { readDrawing, saveOfPanel } from "@/e2e/support/results-page";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import { createRandom } from "@/lib/stats/random";

const RANKED = "Votes of four models";
const PARTED = "Votes of two groups";
const toPage = (study: string) => `/studio/studies/${encodeURIComponent(study)}/leaderboard`;

/** In each pair the first of the alphabet is the better; the further apart, the more often. */
function makeVotes(pairs: [string, string][]): string {
  const random = createRandom(7);
  const rows = pairs.flatMap(([one, other]) => {
    const apart = other.charCodeAt(0) - one.charCodeAt(0);
    return Array.from({ length: 60 }, (_, index) => {
      const draw = random.uniform();
      const winner = draw < 0.4 + 0.1 * apart ? "left" : draw < 0.6 + 0.1 * apart ? "tie" : "right";
      return `${one},${other},${winner},rater ${index % 12},prompt ${Math.floor(index / 3)}`;
    });
  });
  return `left,right,winner,rater,prompt\n${rows.join("\n")}\n`;
}

test.describe("leaderboard", () => {
  test.describe.configure({ mode: "serial" });
  let folder: string;

  test.beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "eucalypt-leaderboard-"));
    const models = ["alder", "birch", "cedar", "douglas fir"];
    const pairs = models.flatMap((one, place) =>
      models.slice(place + 1).map((other): [string, string] => [one, other]),
    );
    const parted: [string, string][] = [
      ["alder", "birch"],
      ["cedar", "douglas fir"],
    ];
    for (const [study, votes] of [
      [RANKED, makeVotes(pairs)],
      [PARTED, makeVotes(parted)],
    ] as const) {
      await writeFile(join(folder, "votes.csv"), votes);
      await platform.cli("import", "votes", join(folder, "votes.csv"), "--format", "csv", "--study", study);
    }
  });
  test.afterAll(() => rm(folder, { recursive: true, force: true }));

  test("models are ranked on one scale, with intervals, and the pairs behind it are told", async ({ page }) => {
    await signInAsOwner(page, toPage(RANKED));
    const rows = page.getByRole("table", { name: "Scores" }).locator("tbody tr");
    await expect(rows).toHaveCount(4);
    await expect(rows.first()).toContainText("alder");
    const scores = (await rows.locator("td:nth-child(3)").allInnerTexts()).map(Number);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.reduce((sum, score) => sum + score, 0) / 4).toBeCloseTo(1000, -1);

    const cells = page
      .getByRole("region", { name: "Win rates, scrolls sideways" })
      .getByRole("cell", { name: /60 votes/ });
    await expect(cells).toHaveCount(12);
    await expect(page.getByRole("img", { name: /^Win rates predicted/ })).toBeVisible();
    await expect(page.getByText(/χ² is [\d.]+ on 3 degrees of freedom/)).toBeVisible();
  });

  test("every panel can be taken away, and its CSV has every digit", async ({ page }) => {
    await signInAsOwner(page, toPage(RANKED));
    for (const [panel, text] of [
      ["Scores", "alder"],
      ["Who beats whom", "douglas fir"],
      ["What the scores predict", "Observed, %"],
    ] as const) {
      expect(await readDrawing(await saveOfPanel(page, panel, "Figure SVG")), panel).toContain(`>${text}<`);
    }
    const csv = await readFile(await saveOfPanel(page, "Scores", "Numbers in this figure"), "utf8");
    const lines: Record<string, string>[] = parse(csv, { columns: true });
    expect(lines.map((line) => line.model)).toHaveLength(4);
    expect(lines[0]?.score).toMatch(/^\d+\.\d{8,}$/);
  });

  test("the score model and the effect of order are chosen on the page, and stand in the address", async ({ page }) => {
    await signInAsOwner(page, toPage(RANKED));
    await page.getByRole("combobox", { name: "Score" }).selectOption("davidson");
    await expect(page).toHaveURL(/[?&]scoreModel=davidson/);
    await expect(page.getByText(/Two equals tie in \d+\.\d% of votes/)).toBeVisible();
    await page.getByRole("combobox", { name: "Effect of standing first" }).selectOption("true");
    await expect(page).toHaveURL(/scoreModel=davidson.*orderEffect=true/);
    // the file does not say it, and no number is made up
    await expect(page.getByText(/^No vote says which response stood first/)).toBeVisible();
  });

  test("models that no votes connect are named in their groups, and are not ranked", async ({ page }) => {
    await signInAsOwner(page, toPage(PARTED));
    const groups = page.getByRole("list", { name: "Models that votes connect" }).getByRole("listitem");
    await expect(groups).toHaveText([/alder, birch/, /cedar, douglas fir/]);
    await expect(page.getByRole("table", { name: "Scores" })).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Win rates, scrolls sideways" })).toBeVisible();
  });

  test("without scripts the ranking, the pairs and their predictions are there, and the form works", async ({
    page,
    browser,
  }) => {
    await signInAsOwner(page, toPage(RANKED));
    const storageState = await page.context().storageState();
    const context = await browser.newContext({ storageState, javaScriptEnabled: false });
    const still = await context.newPage();
    await still.goto(`${platform.webUrl}${toPage(RANKED)}`);
    await expect(still.getByRole("table", { name: "Scores" }).locator("tbody tr")).toHaveCount(4);
    await expect(still.getByRole("img", { name: /^Win rates predicted/ }).locator("svg[data-drawing]")).toBeVisible();
    await still.getByRole("combobox", { name: "Score" }).selectOption("rao_kupper");
    await still.getByRole("button", { name: "Show" }).click();
    await expect(still.getByText(/Rao and Kupper’s θ/)).toBeVisible();
    await context.close();
  });

  test("on a phone the page is no wider than the phone, and the ranking is a list", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signInAsOwner(page, toPage(RANKED));
    await expect(page.getByRole("list", { name: "Scores" }).getByRole("listitem")).toHaveCount(4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
