import AxeBuilder from "@axe-core/playwright";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const STUDY = "planned";

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

test("a researcher declares how pairs are handed out, runs the draft dry, reads its cost and deletes it", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await makeDraft();
  await signInAsOwner(page, `/studio/studies/${STUDY}/settings`);
  await page.getByLabel("The next pair").selectOption("active");
  await page.getByLabel("Least share of each pair").fill("3");
  await page.getByLabel("Close when so many raters are done").fill("5");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("Write percent from 5 to 100.")).toBeVisible();
  await page.getByLabel("Least share of each pair").fill("30");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await expect(page.getByText("each pair at least 30% of an even share")).toBeVisible();
  await expect(page.getByText("When 5 raters are done")).toBeVisible();

  await page.getByLabel("Simulated raters").fill("many");
  await page.getByRole("button", { name: "Start the dry run" }).click();
  await expect(page.getByText("Write a whole number from 1 to 2000.")).toBeVisible();
  await page.getByLabel("Simulated raters").fill("8");
  await page.getByRole("button", { name: "Start the dry run" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `${STUDY} (dry run 1)` })).toBeVisible();
  await expect(page.getByText("Dry run: simulated raters.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "What the dry run says" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Closed by its stopping rule: 5 raters were done/)).toBeVisible();
  await expect(page.getByText("The study does not pay its raters")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // nobody is let in
  const [copy] = await queryPlatform<{ slug: string }>("SELECT slug FROM studies WHERE name = $1", [
    `${STUDY} (dry run 1)`,
  ]);
  expect((await page.request.get(`${platform.webUrl}/rate/${copy?.slug}`)).status()).toBe(404);

  await page.goto(`${platform.webUrl}/studio/studies`);
  await expect(page.getByText("Dry run, simulated")).toBeVisible();
  await page.getByRole("link", { name: `${STUDY} (dry run 1)` }).click();
  await page.getByRole("button", { name: "Delete the dry run…" }).click();
  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Studies" })).toBeVisible();
  await expect(page.getByText("Dry run, simulated")).toHaveCount(0);
  await expect(page.getByRole("link", { name: STUDY, exact: true })).toBeVisible();
});

test("on a phone the tab that is open is in sight", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAsOwner(page, "/studio/studies/Sample%20study/settings");
  const tab = page.getByRole("navigation", { name: "Study" }).getByRole("link", { name: "Settings" });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(tab).toBeInViewport({ ratio: 1 });
});
