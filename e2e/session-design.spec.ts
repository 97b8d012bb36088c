import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessible";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const STUDY = "designed";

/** A draft over what the sample study compares. */
async function makeDraft(): Promise<void> {
  const [sample] = await queryPlatform<{ set: string; models: string[] }>(
    `SELECT ps.name AS set, (SELECT array_agg(m.name ORDER BY sm.position) FROM study_models sm
       JOIN models m ON m.id = sm.model_id WHERE sm.study_id = s.id) AS models
     FROM studies s JOIN study_prompt_sets sp ON sp.study_id = s.id JOIN prompt_sets ps ON ps.id = sp.prompt_set_id
     WHERE s.slug = $1`,
    [platform.samplePath.split("/").at(-1)],
  );
  const { set = "", models = [] } = sample ?? {};
  const parts = ["--set", set, "--models", models.join(","), "--reference", models[0] ?? ""];
  await platform.cli("study", "create", STUDY, "--template", "koala-2023", ...parts);
}

async function press(page: Page, role: "button" | "link", name: string): Promise<void> {
  await page.getByRole(role, { name }).focus();
  await page.keyboard.press("Enter");
}

test("a researcher designs a session by keyboard, mends an error, previews it, and the draft opens", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await makeDraft();
  await signInAsOwner(page, `/studio/studies/${STUDY}/session`);
  await press(page, "button", "Fill in the crowd example");
  await page.locator("summary", { hasText: "Pay" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("9.00 GBP an hour", { exact: true }).first()).toBeVisible();
  const minutes = page.getByLabel("Estimated minutes");
  await minutes.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("30");
  await expect(page.getByText("This is under your floor of 9.00 GBP an hour.")).toBeVisible();
  await expect(page.getByText("Prolific requires 6.00 GBP an hour at least.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("long");
  await press(page, "button", "Save the session");
  await expect(page.getByText("Write a number.")).toBeVisible();
  await expect(minutes).toBeFocused();
  await expect(minutes).toHaveValue("long");
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("15");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();

  await press(page, "link", "Preview as the rater");
  await expect(page.getByRole("heading", { name: "Preview as the rater" })).toBeVisible();
  await expectAccessible(page);
  for (const step of ["Demographics", "Comprehension", "Practice pair"]) {
    await page.getByRole("button", { name: "Next", exact: true }).first().click();
    await expect(page.getByText(new RegExp(`^Step \\d of 8: ${step}$`))).toBeVisible();
    await expectAccessible(page);
  }

  await page.goto(`${platform.webUrl}/studio/studies/${STUDY}/protocol`);
  await expect(page.getByText("2.25 GBP for 15 minutes: 9.00 GBP an hour; floor 9.00 GBP")).toBeVisible();
  expect((await platform.cli("study", "show", STUDY)).stdout).toContain("2.25 GBP for 15 minutes");
  await platform.cli("study", "open", STUDY);
  await page.goto(`${platform.webUrl}/studio/studies/${STUDY}/session`);
  await expect(page.getByText("It cannot change any more.")).toBeVisible();
  await expectAccessible(page);
});
