import type { Browser, Page } from "@playwright/test";
import { addStudy } from "@/e2e/support/add-study";
import { startCuttingProxy } from "@/e2e/support/cutting-proxy";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { choiceButton, nextScreen, openRater, type Rater } from "@/e2e/support/rater";
import { startRating } from "@/e2e/support/rating-client";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { MadeStudy } from "@/lib/assignments/testing/make-study";

/** From the press in one browser to the chart in the other. */
const WANTED_MS = 2_000;
/** A single one that the machine held up, which runs other tests beside this one. */
const WORST_MS = 2 * WANTED_MS;
/** A browser waits so long before it comes again to a stream that broke off, as the stream told it. */
const COMES_AGAIN_MS = 2_000;

/** A study with one vote, a tie, and a rater with a pair on the screen. */
async function openStudy(browser: Browser): Promise<{ study: MadeStudy; rater: Rater }> {
  const study = await addStudy({ prompts: 12 });
  await queryPlatform(
    `INSERT INTO study_members (study_id, account_id, role) SELECT $1, id, 'owner' FROM accounts WHERE email = $2`,
    [study.studyId, platform.owner.email],
  );
  const first = await startRating(platform.webUrl, [platform.webUrl], study.slug);
  await first.next();
  await first.vote("tie");
  const rater = await openRater(browser, { viewport: { width: 1440, height: 900 } });
  await rater.page.goto(`/rate/${study.slug}`);
  await rater.page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await rater.page.getByRole("button", { name: "Start" }).click();
  expect(await nextScreen(rater)).toBe("pair");
  return { study, rater };
}

/** The figures that stand in the drawn bars, from the bottom up. */
async function expectDrawn(page: Page, figures: string[], timeout?: number): Promise<void> {
  const chart = page.getByRole("img", { name: /percent of votes/i });
  const drawn = async () => {
    const texts = await chart.locator(".recharts-wrapper > svg text").allTextContents();
    return texts.filter((text) => /^(<1|\d+)$/.test(text)).sort();
  };
  await expect.poll(drawn, { timeout, intervals: [25] }).toEqual(figures.toSorted());
}

/**
 * Of a vote that comes after a quiet moment: in a crowd of votes a page is drawn anew once a second, whenever they came.
 *
 * @returns milliseconds from the press of a choice in one browser to the chart in the other.
 */
async function measure(rater: Rater, choice: "first" | "tie", page: Page, figures: string[]): Promise<number> {
  expect(await nextScreen(rater)).toBe("pair");
  await expect(page.getByText(/^Updated [2-9] seconds ago$/)).toBeVisible();
  const pressedAt = performance.now();
  await choiceButton(rater.page, choice).click();
  await expectDrawn(page, figures, 10_000);
  return performance.now() - pressedAt;
}

/** The median is held to what is wanted, since the machine runs other tests meanwhile; all are printed. */
function expectSoon(kind: string, tookMs: number[]): void {
  console.log(`${kind}: from press to chart ${tookMs.map((ms) => `${ms.toFixed(0)} ms`).join(", ")}`);
  const median = tookMs.toSorted((one, other) => one - other)[Math.floor((tookMs.length - 1) / 2)];
  expect(median, kind).toBeLessThan(WANTED_MS);
  expect(Math.max(...tookMs), kind).toBeLessThan(WORST_MS);
}

test("a vote in one browser moves the chart of a researcher in another within two seconds", async ({
  browser,
  page,
}) => {
  const { study, rater } = await openStudy(browser);
  await signInAsOwner(page, `/studio/studies/${study.name}/results`);
  await expectDrawn(page, ["0", "0", "100"]);
  expectSoon("studio", [
    await measure(rater, "first", page, ["0", "50", "50"]),
    await measure(rater, "tie", page, ["0", "33", "67"]),
    await measure(rater, "tie", page, ["0", "25", "75"]),
    await measure(rater, "tie", page, ["0", "20", "80"]),
  ]);
  await expect(page.getByText(/^Updated [01] seconds? ago$/)).toBeVisible();

  // what is taken back is gone, too
  await rater.page.keyboard.press("u");
  await expectDrawn(page, ["0", "25", "75"]);
  expect(rater.errors).toEqual([]);
  await rater.context.close();
});

test("anyone who reads published results sees them move, also after the connection was cut", async ({ browser }) => {
  const { study, rater } = await openStudy(browser);
  await platform.cli("study", "publish", study.name);
  const proxy = await startCuttingProxy(platform.webUrl);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${proxy.url}/results/${study.name}`);
  await expectDrawn(page, ["0", "0", "100"]);
  expectSoon("published", [
    await measure(rater, "first", page, ["0", "50", "50"]),
    await measure(rater, "tie", page, ["0", "33", "67"]),
    await measure(rater, "tie", page, ["0", "25", "75"]),
  ]);

  proxy.cut();
  expect(await nextScreen(rater)).toBe("pair");
  await choiceButton(rater.page, "tie").click();
  expect(await nextScreen(rater)).toBe("pair");
  // the page stands as it is, and says that its numbers are no longer known to be the newest
  await expect(page.getByText(/^Updated [3-9] seconds ago$/)).toBeVisible();
  await expectDrawn(page, ["0", "25", "75"]);

  const mendedAt = performance.now();
  const back = page.waitForResponse((response) => response.url().endsWith("/events"));
  proxy.mend();
  await back;
  await expectDrawn(page, ["0", "20", "80"], 10_000);
  const tookMs = performance.now() - mendedAt;
  console.log(`after a cut: what was missed is drawn ${tookMs.toFixed(0)} ms after the network is back`);
  // the browser has its own pace in coming again, and doubles it at each failure
  expect(tookMs).toBeLessThan(WANTED_MS + 4 * COMES_AGAIN_MS);

  expectSoon("published, after a cut", [
    await measure(rater, "tie", page, ["0", "17", "83"]),
    await measure(rater, "tie", page, ["0", "14", "86"]),
  ]);
  await context.close();
  await rater.context.close();
  await proxy.stop();
});
