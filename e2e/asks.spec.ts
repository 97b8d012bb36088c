import type { Page } from "@playwright/test";
import { findFaults } from "@/e2e/support/accessible";
import { addAccount, signInByRequest } from "@/e2e/support/accounts";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";
import type { Asks } from "@/lib/studies/asks-schema";

const ASKS: Asks = {
  strength: 5,
  criteria: [
    { name: "correct", question: { en: "Which response is more correct?", ar: "أي الإجابتين أصح؟" } },
    { name: "clear", question: { en: "Which response is easier to follow?", ar: "أي الإجابتين أوضح؟" } },
  ],
  reason: { minimum: 20 },
  flaws: [
    { name: "made_up", label: { en: "States something that is made up", ar: "تذكر شيئًا مختلقًا" } },
    { name: "off_topic", label: { en: "Does not answer the request", ar: "لا تجيب عن الطلب" } },
  ],
};

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

async function start(page: Page, slug: string): Promise<void> {
  await page.goto(`${platform.webUrl}/rate/${slug}`);
  await page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await button(page, "Start").click();
  await ready(page, 1);
}

async function ready(page: Page, index: number): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(`^Pair ${index} of `) })).toBeAttached();
  await expect(button(page, /^A is better/)).toBeEnabled();
}

const more = (page: Page) => page.getByRole("heading", { name: /^A few more questions/ });

test("strength, criteria, flaws and a reason are asked after the choice, by keyboard", async ({ page }) => {
  const { slug, studyId, name } = await addStudy({ prompts: 4, protocol: { asks: ASKS } });
  await start(page, slug);
  const { keyboard } = page;
  await keyboard.press("b");
  await expect(more(page)).toBeFocused();
  await expect(more(page)).toContainText("Your choice: B is better.");
  expect(await findFaults(page)).toEqual([]);

  // back to the choice, and another one: nothing was sent, and what was said stays
  await keyboard.press("4");
  await keyboard.press("Escape");
  await expect(more(page)).toBeHidden();
  await expect(button(page, /^B is better/)).toBeFocused();
  await keyboard.press("a");
  await expect(page.getByRole("group", { name: "How much better is A?" })).toBeVisible();
  await expect(page.getByRole("radio", { name: "4", exact: true })).toBeChecked();

  // too early: the first question that is open has the focus
  await keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Answer each question." })).toBeVisible();
  const correct = page.getByRole("group", { name: "Which response is more correct?" });
  await expect(correct.getByRole("radio").first()).toBeFocused();
  for (const key of ["a", "t", "1", "2", "1"]) await keyboard.press(key);
  await page.getByRole("group", { name: "What is wrong with B?" }).getByRole("checkbox").first().focus();
  await keyboard.press("1");
  await page.getByRole("textbox", { name: /^Why/ }).focus();
  await keyboard.type("A is right, =B");
  await expect(page.getByText("Characters still to write: 6.")).toBeVisible();
  await keyboard.type(" makes it up");
  await keyboard.press("Enter");
  await ready(page, 2);
  await expect(page.getByRole("status")).toContainText("Recorded: A is better.");

  // of a tie nobody is asked how much; a pair that cannot be judged is asked nothing
  await keyboard.press("t");
  await expect(page.getByRole("group", { name: /^How much better/ })).toHaveCount(0);
  await keyboard.press("u");
  await keyboard.press("s");
  await button(page, "I don’t know this subject").click();
  await ready(page, 3);
  expect(await listVotes(studyId, 2)).toEqual([
    {
      ...{ choice: "first", strength: 4, criteria: { correct: "first", clear: "tie" } },
      ...{ flaws: { first: ["off_topic"], second: ["made_up"] }, reason: "A is right, =B makes it up" },
    },
    { choice: "cannot_judge", strength: null, criteria: null, flaws: null, reason: "subject" },
  ]);
  const { stdout } = await platform.cli("export", name, "--format", "csv", "--out", "-");
  expect(stdout).toContain("A is right, =B makes it up");
});

test("a researcher sees in the preview what is asked beside the choice, with its words", async ({ page }) => {
  const { name, studyId } = await addStudy({ prompts: 1, protocol: { asks: ASKS } });
  const account = await addAccount("previewer", "editor");
  await queryPlatform(`INSERT INTO study_members (study_id, account_id, role) VALUES ($1, $2, 'viewer')`, [
    studyId,
    account.id,
  ]);
  const signedIn = await signInByRequest(account);
  await page.context().addCookies((await signedIn.storageState()).cookies);
  await page.goto(`${platform.webUrl}/studio/studies/${encodeURIComponent(name)}/session/preview`);
  await button(page, "Next").click();
  await expect(page.getByRole("status")).toHaveText("Step 2 of 2: Asked beside each choice");
  await expect(more(page)).toBeVisible();
  await expect(page.getByRole("group", { name: /^How much better/ })).toBeVisible();
  await expect(page.getByRole("textbox", { name: /^Why/ })).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
  await signedIn.dispose();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the same by touch; what is kept offline is sent once", async ({ page }) => {
    const { slug, studyId } = await addStudy({ prompts: 4, protocol: { asks: ASKS } });
    await start(page, slug);
    await button(page, /^B is better/).tap();
    expect(await findFaults(page)).toEqual([]);
    const strength = page.getByRole("group", { name: "How much better is B?" });
    await strength.getByText("5", { exact: true }).tap();
    for (const criterion of ASKS.criteria) {
      await page.getByRole("group", { name: criterion.question.en }).getByText("B is better").tap();
    }
    await page.getByLabel(/^Why/).fill("B answers what was asked.");
    await page.context().setOffline(true);
    await button(page, /^Send/).tap();
    await ready(page, 2);
    await expect(page.getByRole("status")).toContainText("Kept. Will be sent when you are back online.");
    await page.context().setOffline(false);
    await expect(page.getByRole("status")).toContainText("Sent. All your votes are recorded.");
    const criteria = { correct: "second", clear: "second" };
    const flaws = { first: [], second: [] };
    expect(await listVotes(studyId, 1)).toEqual([
      { choice: "second", strength: 5, criteria, flaws, reason: "B answers what was asked." },
    ]);
  });

  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
});

async function listVotes(studyId: string, count: number): Promise<unknown[]> {
  const read = () =>
    queryPlatform(
      `SELECT v.choice, v.strength, v.criteria, v.flaws, v.reason FROM votes v JOIN assignments a ON a.id = v.assignment_id
       JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 ORDER BY a.trial_index`,
      [studyId],
    );
  await expect.poll(async () => (await read()).length).toBe(count);
  return read();
}
