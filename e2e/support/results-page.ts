import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import type { ResultsRow } from "@/lib/results/schema";

/** What a page says of one comparison, in counts. */
export type CountsRow = Pick<ResultsRow, "promptSet" | "modelA" | "modelB"> & { counts: Record<string, number> };

/** The counts that a results page shows for each comparison, by the head of their column. */
export async function readCounts(page: Page): Promise<CountsRow[]> {
  const table = page.getByRole("region", { name: "Counts of every answer, scrolls sideways", includeHidden: true });
  const heads = await table.locator("thead th").allTextContents();
  const groups = await table
    .locator("tbody")
    .evaluateAll((found) =>
      found.map((group) =>
        [...group.querySelectorAll("tr")].map((row) =>
          [...row.querySelectorAll("th, td")].map((cell) => cell.textContent),
        ),
      ),
    );
  const reference = heads[0]?.replace(/ v$/, "") ?? "";
  return groups.flatMap(([[promptSet = ""] = [], ...rows]) =>
    rows.map(([pair = "", ...figures]) => {
      expect(figures).toHaveLength(heads.length - 1);
      const [modelA = "", modelB = ""] = pair.includes(" v ") ? pair.split(" v ") : [reference, pair];
      const counts = figures.map((figure, index) => [heads[index + 1] ?? "", toNumber(figure)] as const);
      return { promptSet, modelA, modelB, counts: Object.fromEntries(counts) };
    }),
  );
}

function toNumber(text: string): number {
  return Number(text.replace(/[\s,]/g, ""));
}

/** What the page's menu for the whole study has. */
export function saveOfStudy(page: Page, entry: string): Promise<string> {
  return save(page, page.locator("details", { has: page.locator("summary", { hasText: /^Download$/ }) }), entry);
}

/** What the menu of one figure has. */
export function saveOfPanel(page: Page, panel: string, entry: string): Promise<string> {
  const figure = page.getByRole("figure", { name: panel, exact: true });
  return save(page, figure.locator("details", { has: page.locator("summary.btn") }), entry);
}

async function save(page: Page, menu: Locator, entry: string): Promise<string> {
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
  const waiting = page.waitForEvent("download");
  await menu
    .getByRole("link", { name: entry })
    .or(menu.getByRole("button", { name: entry }))
    .click();
  return (await waiting).path();
}

/** A drawing that needs nothing beside itself. @returns its text, with the letters of its typeface left out. */
export async function readDrawing(path: string): Promise<string> {
  const svg = await readFile(path, "utf8");
  expect(svg).toContain("src:url(data:font/woff2;base64,");
  const text = svg.replace(/base64,[^)]*/g, "");
  expect(text).toContain('fill="#ffffff"');
  expect(text).not.toMatch(/NaN|undefined|var\(|oklch|class=|url\((?!data:)/);
  return text;
}
