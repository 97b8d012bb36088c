import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { startRating } from "@/e2e/support/rating-client";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const REASON = "The second sentence was about another study.";

test("a study is amended, shared by a link, looked into, put away and kept after all", async ({ page, browser }) => {
  const study = await addStudy({ prompts: 4, models: 3 });
  await queryPlatform(
    `INSERT INTO study_members (study_id, account_id, role) SELECT $1, id, 'owner' FROM accounts WHERE email = $2`,
    [study.studyId, platform.owner.email],
  );
  const rater = await startRating(platform.webUrl, [platform.webUrl], study.slug);
  await rater.vote("first");
  const home = `/studio/studies/${study.name}`;
  await signInAsOwner(page, `${home}/protocol`);

  await changeInstructions(page);
  await withdrawWhatWasVotedOn(page, study.studyId);
  await page.goto(`${platform.webUrl}${home}/results`);
  await expect(page.getByRole("heading", { name: "Amendments" })).toBeVisible();
  await expect(page.getByText("2 comparisons withdrawn")).toBeVisible();

  const stranger = await (await browser.newContext({ baseURL: platform.webUrl })).newPage();
  await stranger.goto(`/rate/${study.slug}`);
  await expect(stranger.getByText("Read both, then choose.")).toBeVisible();

  await page.goto(`${platform.webUrl}${home}/settings`);
  await page.getByLabel("E-mail", { exact: true }).fill(`colleague-${study.name}@example.org`);
  await page.getByLabel("Role", { exact: true }).selectOption("editor");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const link = await page.getByLabel(/^Link for colleague/).inputValue();
  await expectSound(page);
  await takeInvitation(stranger, link, study.name);

  await page.goto(`${platform.webUrl}${home}/audit`);
  for (const words of [
    "made amendment 1: a text changed",
    "invited a person as editor",
    "took an invitation, as editor",
  ]) {
    await expect(page.getByRole("row").filter({ hasText: words })).toHaveCount(1);
  }
  await expectSound(page);
  await page.getByLabel("What").selectOption("study.amend");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("row")).toHaveCount(3);

  await putAwayAndKeep(page, home, study.name, stranger, study.slug);
  await stranger.context().close();
});

async function changeInstructions(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Amend the protocol" }).click();
  await page.getByRole("link", { name: "Instructions" }).click();
  await page.getByLabel("The text from now on").fill("Read both, then choose.");
  await page.getByLabel("Reason").fill(REASON);
  await page.getByRole("button", { name: "See what changes" }).click();
  await expect(page.locator("ins")).toHaveText([", then choose"]);
  await expect(page.getByLabel("Reason")).toHaveValue(REASON);
  await expectSound(page);
  await page.getByRole("button", { name: "Make the amendment" }).click();
  await expect(page.getByText("Amendment 1", { exact: true })).toBeVisible();
}

async function withdrawWhatWasVotedOn(page: Page, studyId: string): Promise<void> {
  const [voted] = await queryPlatform<{ prompt: string; model: string }>(
    `SELECT p.external_id AS prompt, m.name AS model FROM comparisons c JOIN prompts p ON p.id = c.prompt_id
     JOIN models m ON m.id = c.model_a_id WHERE c.study_id = $1 AND c.done = 1`,
    [studyId],
  );
  const [response] = await queryPlatform<{ id: string }>(
    `SELECT r.id FROM responses r JOIN models m ON m.id = r.model_id JOIN prompts p ON p.id = r.prompt_id
     JOIN comparisons c ON c.response_a_id = r.id WHERE c.study_id = $1 AND m.name = $2 AND p.external_id = $3 LIMIT 1`,
    [studyId, voted?.model, voted?.prompt],
  );
  await page.goto(`${page.url().split("#")[0]}?response=${response?.id}`);
  await expect(page.getByText("2 comparisons with 1 vote will count no more.")).toBeVisible();
  await page.getByLabel("Reason").fill("It is an advertisement and no answer.");
  await expectSound(page);
  await page.getByRole("button", { name: "Withdraw this response" }).click();
  await expect(page.getByText("Amendment 2", { exact: true })).toBeVisible();
}

/** In a browser that nobody is signed in to: makes an account, and stands in the study. */
async function takeInvitation(page: Page, link: string, study: string): Promise<void> {
  await page.goto(new URL(link).pathname);
  await page.getByLabel("Your name").fill("Colleague");
  await page.getByLabel("Password").fill("a long enough password");
  await expectSound(page);
  await page.getByRole("button", { name: "Make an account and join" }).click();
  await expect(page.getByRole("heading", { level: 1, name: study })).toBeVisible();
  await expect(page.getByText("You are an editor")).toBeVisible();
  await page.goto(new URL(link).pathname);
  await expect(page.getByRole("heading", { name: "This invitation is no longer good" })).toBeVisible();
}

async function putAwayAndKeep(page: Page, home: string, study: string, rater: Page, slug: string): Promise<void> {
  await page.goto(`${platform.webUrl}${home}/settings`);
  await page.getByRole("button", { name: "Archive this study" }).click();
  await expect(page.getByLabel("About the archive")).toBeVisible();
  await page.goto(`${platform.webUrl}/studio/studies`);
  await expect(page.getByRole("link", { name: study })).toHaveCount(0);
  await page.getByRole("link", { name: "Studies in the archive" }).click();
  await page.getByRole("link", { name: study }).click();
  await page.getByRole("button", { name: "Take it out", exact: true }).click();
  await expect(page.getByLabel("About the archive")).toHaveCount(0);

  await page.goto(`${platform.webUrl}${home}/settings`);
  await page.getByLabel("The study’s name, to confirm").fill("another");
  await page.getByRole("button", { name: "Delete this study" }).click();
  await expect(page.getByText("That is not the study's name.")).toBeVisible();
  await page.getByLabel("The study’s name, to confirm").fill(study);
  await page.getByRole("button", { name: "Delete this study" }).click();
  await expect(page.getByText(/^To be deleted on/)).toBeVisible();
  await expectSound(page);
  await rater.goto(`/rate/${slug}`);
  await expect(rater.getByRole("button", { name: /agree/i })).toHaveCount(0);
  await page.getByRole("button", { name: "Keep the study" }).click();
  await expect(page.getByText(/^To be deleted on/)).toHaveCount(0);
}

/** No violation of WCAG 2.2 AA that axe can see. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
