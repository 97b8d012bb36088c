import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { platform } from "@/e2e/support/platform";
import { expect } from "@/e2e/support/test";

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
export const field = (page: Page) => page.getByRole("textbox", { name: /^Your message/ });
export const pane = (page: Page, name: string) => page.getByRole("article", { name });
export const status = (page: Page) => page.getByRole("status");

export async function openDemo(page: Page, url = platform.webUrl): Promise<void> {
  await page.goto(`${url}/demo`);
  await expect(page.getByRole("heading", { name: "Talk to a model" })).toBeVisible();
}

export async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press("Enter");
}

export async function fight(page: Page, text: string): Promise<void> {
  await button(page, "Two anonymous models").click();
  await send(page, text);
  await expect(button(page, "A is better")).toBeVisible({ timeout: 20_000 });
}

/** No axe violation, and nothing wider than the screen. */
export async function expectFitting(page: Page, width: number, place: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  expect(found, place).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(width);
}

export type Seen = { lengths: [number, number]; isWhole: [boolean, boolean] };

/** As lib/demo/pacer.ts has it. */
export const CLOSING_TICKS = 15;

/** Runs in the page: notes how long the two responses are, whenever something changes. */
export function watchPanes(): void {
  const seen: Seen[] = [];
  Object.assign(window, { seen });
  new MutationObserver(() => {
    const [a, b] = document.querySelectorAll("article");
    if (!a || !b) return;
    const lengthOf = (pane: Element) => pane.querySelector(".demo-text")?.textContent?.length ?? 0;
    const isWhole = (pane: Element) => pane.querySelector(".prose") !== null;
    seen.push({ lengths: [lengthOf(a), lengthOf(b)], isWhole: [isWhole(a), isWhole(b)] });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
