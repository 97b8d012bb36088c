import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

async function start(page: Page, slug: string): Promise<void> {
  await page.goto(`${platform.webUrl}/rate/${slug}`);
  await page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await button(page, "Start").click();
  await ready(page, 1);
}

/** A pair that has just come takes no vote for a moment: a second press was meant for the one before. */
async function ready(page: Page, index: number): Promise<void> {
  await expect(heading(page, new RegExp(`^Pair ${index} of `))).toBeAttached();
  await expect(button(page, /^A is better/)).toBeEnabled();
}

const status = (page: Page) => page.getByRole("status");

test("nobody rates without consent", async ({ page }) => {
  const { slug } = await addStudy({ prompts: 2 });
  await page.goto(`${platform.webUrl}/rate/${slug}`);
  await expect(page.getByText("(version 1)")).toBeVisible();
  await button(page, "Start").click();
  await expect(page.getByRole("alert").filter({ hasText: "Tick the box" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^I have read this/ })).toBeFocused();
});

test("each letter does its one thing; arrows, modifiers and a held key do not vote", async ({ page }) => {
  const { slug, studyId } = await addStudy({ prompts: 6 });
  await start(page, slug);
  const { keyboard } = page;
  await expect(heading(page, /^Pair 1/)).toBeFocused();

  for (const key of ["ArrowDown", "ArrowRight", "ArrowLeft", "Control+b", "Shift+a", "Alt+t"])
    await keyboard.press(key);
  await keyboard.press("b");
  await expect(status(page)).toContainText("Recorded: B is better.");
  await expect(status(page)).toContainText("Pair 2 of 6");
  await ready(page, 2);
  await expect(heading(page, /^Pair 2/)).toBeFocused();

  // held down
  for (let times = 0; times < 12; times++) await keyboard.down("t");
  await keyboard.up("t");
  await ready(page, 3);
  await keyboard.press("x");
  await ready(page, 4);
  await keyboard.press("u");
  await expect(status(page)).toContainText("Taken back. Choose again.");
  await ready(page, 3);
  await keyboard.press("u");
  await expect(status(page)).toContainText("There is no vote to take back.");
  await keyboard.press("a");
  await ready(page, 4);

  const choices = () =>
    queryPlatform<{ choices: string[] }>(
      `SELECT array_agg(v.choice::text ORDER BY a.trial_index, v.revision) AS choices FROM votes v
       JOIN assignments a ON a.id = v.assignment_id JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1`,
      [studyId],
    );
  await expect.poll(choices).toEqual([{ choices: ["second", "tie", "both_bad", "withdrawn", "first"] }]);
});

test("Skip and Flag ask for a reason first, take no letters meanwhile, and give the focus back", async ({ page }) => {
  const { slug, studyId } = await addStudy({ prompts: 4 });
  await start(page, slug);
  const { keyboard } = page;
  await keyboard.press("s");
  await expect(button(page, "I don’t know this subject")).toBeFocused();
  await keyboard.press("a");
  await keyboard.press("Escape");
  await expect(button(page, /^Skip/)).toBeFocused();
  await ready(page, 1);

  await keyboard.press("f");
  await button(page, "Both responses are offensive").click();
  await expect(status(page)).toContainText("Flagged: Both responses are offensive. Your vote is still to come.");
  await expect(button(page, /^Flag/)).toBeFocused();
  await ready(page, 1);

  await keyboard.press("s");
  await button(page, "I can’t read this language").click();
  await ready(page, 2);
  const stored = () =>
    queryPlatform(
      `SELECT v.choice, v.reason, f.side, f.reason AS flag FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
       JOIN votes v ON v.assignment_id = a.id LEFT JOIN flags f ON f.assignment_id = a.id WHERE c.study_id = $1`,
      [studyId],
    );
  await expect.poll(stored).toEqual([{ choice: "cannot_judge", reason: "language", side: "both", flag: "offensive" }]);
});

test("letters can be turned off, and stay off in this browser", async ({ page }) => {
  const { slug } = await addStudy({ prompts: 4 });
  await start(page, slug);
  await button(page, "Help").click();
  await page.getByRole("checkbox", { name: /^Letter keys act/ }).uncheck();
  await button(page, "Close").click();
  await page.keyboard.press("a");
  await page.reload();
  await ready(page, 1);
  await page.keyboard.press("a");
  await ready(page, 1);
  await button(page, /^A is better/).click();
  await ready(page, 2);
});

test("after a reload the last vote can still be taken back, and leaving keeps the place", async ({ page }) => {
  const { slug } = await addStudy({ prompts: 4 });
  await start(page, slug);
  await button(page, /^A is better/).click();
  await ready(page, 2);
  await page.reload();
  await ready(page, 2);
  await button(page, /^Leave/).click();
  await expect(page.getByText("You have rated 1 of 4 pairs, and your place is kept.")).toBeVisible();
  await button(page, "Go on rating").click();
  await ready(page, 2);
  await page.keyboard.press("u");
  await ready(page, 1);
});

test("the choices neither move nor change their size, and a rest is offered but not forced", async ({ page }) => {
  const { slug } = await addStudy({ prompts: 7, protocol: { breakEvery: 5 } });
  await start(page, slug);
  const boxes = async () =>
    Promise.all((await page.locator("[data-choice]").all()).map((choice) => choice.boundingBox()));
  const before = await boxes();
  for (let index = 1; index <= 5; index++) {
    await ready(page, index);
    expect(await boxes()).toEqual(before);
    await button(page, /^Equally good/).click();
  }
  await expect(heading(page, "Time for a short rest")).toBeFocused();
  await button(page, "Continue").click();
  await ready(page, 6);
});

for (const [width, colorScheme] of [
  [390, "dark"],
  [1440, "light"],
] as const) {
  test(`no axe violations from consent to the end, ${width} px, ${colorScheme}`, async ({ browser }) => {
    const { slug } = await addStudy({ prompts: 6, protocol: { breakEvery: 5 } });
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
    const page = await context.newPage();
    const check = async (place: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        place,
      ).toEqual([]);
    };
    await page.goto(`${platform.webUrl}/rate/${slug}`);
    await check("consent");
    await start(page, slug);
    await check("a pair");
    await button(page, /^Skip/).click();
    await check("Skip");
    await page.keyboard.press("Escape");
    await button(page, /^Flag/).click();
    await check("Flag");
    await page.keyboard.press("Escape");
    await button(page, "Help").click();
    await check("Help");
    await button(page, "Close").click();
    for (let index = 1; index <= 5; index++) {
      await ready(page, index);
      await button(page, /^B is better/).click();
    }
    await check("rest");
    await button(page, "Continue").click();
    await ready(page, 6);
    await check("a pair after a vote");
    await button(page, /^B is better/).click();
    await expect(heading(page, "Finished")).toBeVisible();
    await check("finished");
    await context.close();
  });
}
