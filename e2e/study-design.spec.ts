import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "@/e2e/support/accessible";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import type { StudyFile } from "@/lib/studies/study-file";

const STUDY = "five minutes";

async function save(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name, exact: true }).click();
  return readFile(await (await download).path());
}

/** What the sample study compares: every installation has it. */
async function findParts(): Promise<{ set: string; models: string[] }> {
  const [sample] = await queryPlatform<{ set: string; models: string[] }>(
    `SELECT ps.name AS set, (SELECT array_agg(m.name ORDER BY sm.position) FROM study_models sm
       JOIN models m ON m.id = sm.model_id WHERE sm.study_id = s.id) AS models
     FROM studies s JOIN study_prompt_sets sp ON sp.study_id = s.id JOIN prompt_sets ps ON ps.id = sp.prompt_set_id
     WHERE s.slug = $1`,
    [platform.samplePath.split("/").at(-1)],
  );
  if (!sample) throw new Error("The platform has no sample study.");
  return sample;
}

test("a first-time researcher designs a study beside its preview, opens it after a last look, and takes it along", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const { set, models } = await findParts();
  const [first = "", second = "", third = ""] = models;
  await signInAsOwner(page, "/studio/studies/new");
  await page.getByLabel("Name", { exact: true }).fill(STUDY);
  await page.getByLabel("Template").selectOption("arena");
  await page.getByRole("checkbox", { name: new RegExp(`^${set} `) }).check();
  for (const model of models) await page.getByRole("group", { name: "Models" }).getByText(model).click();

  // the matrix by keyboard, and what it leaves out
  const box = page.getByRole("checkbox", { name: `${first} against ${second}` });
  await page.getByRole("button", { name: "None", exact: true }).click();
  await expect(page.getByText(`${models.join(", ")}: no pair yet.`, { exact: false })).toBeVisible();
  await box.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(`1 pair.`, { exact: false })).toBeVisible();
  for (const other of models.slice(2)) await page.getByLabel(`${second} against ${other}`).check();
  await expect(page.getByText(/±\d+\.\d points is what to expect/)).toBeVisible();
  await page.getByLabel("Primary contrast").selectOption({ label: `${first} against ${second}` });

  const preview = page.getByRole("region", { name: "Preview as the rater" });
  await page.getByLabel("Title").fill("Which answer helps more?");
  await page.getByLabel("Instructions").fill("Read both, then *choose*.");
  await expect(preview.getByText("Which answer helps more?")).toBeVisible();
  await expect(preview.locator("em", { hasText: "choose" })).toBeVisible();
  await expect(preview.getByText("Response B")).toBeVisible();
  for (const model of models) await expect(preview.getByText(model)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make the study" }).click();

  await page.getByRole("link", { name: "Open study…" }).click();
  await expect(page.getByText(`${first} against ${second}`, { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Freeze and open" }).click();
  await expect(page.getByLabel("Rating link")).toBeVisible({ timeout: 60_000 });

  await page.getByRole("link", { name: "Whole protocol" }).click();
  const hash = await page.getByLabel("SHA-256 of the canonical JSON").inputValue();
  const markdown = (await save(page, "as Markdown")).toString();
  expect(markdown).toContain(hash);
  expect(markdown).toContain("## Analysis plan");
  expect((await save(page, "Preregistration as PDF")).toString("latin1", 0, 5)).toBe("%PDF-");
  await page.getByRole("button", { name: "Make the protocol public…" }).click();
  await page.getByRole("button", { name: "Make it public" }).click();
  await expect(page.getByRole("button", { name: "Take the protocol back" })).toBeVisible();
  const outside = await browser.newContext({ baseURL: platform.webUrl });
  const anyone = await outside.newPage();
  await anyone.goto(`/protocols/${hash}`);
  await expect(anyone.getByRole("heading", { level: 1, name: STUDY })).toBeVisible();
  await expectAccessible(anyone);
  await outside.close();

  await page.getByRole("link", { name: "Settings" }).click();
  const design: StudyFile = JSON.parse((await save(page, "Download the design as JSON")).toString());
  expect(design).toMatchObject({ format: "eucalypt-study/1", name: STUDY, template: "arena" });
  expect(design.pairs).toHaveLength(models.length - 1);
  expect(third === "" || design.pairs.some((pair) => pair.includes(third))).toBe(true);
  const { stdout } = await platform.cli("study", "export", STUDY);
  expect(JSON.parse(stdout), "the command line gives the same file").toEqual(design);
  await page.getByLabel("Name of the new draft").fill("five more");
  await page.getByRole("button", { name: "Duplicate the study" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "five more" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: `${first} against ${second}` })).toBeChecked();

  await page.goto(`${platform.webUrl}/studio/studies/new`);
  const again = { ...design, name: "from a file" };
  await page.locator("summary", { hasText: "Make it of a study’s file" }).click();
  await page.getByLabel("File").setInputFiles({
    ...{ name: "a.json", mimeType: "application/json" },
    buffer: Buffer.from(JSON.stringify(again)),
  });
  await page.getByRole("button", { name: "Make it of the file" }).click();
  await page.getByRole("link", { name: "Look at the draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "from a file" })).toBeVisible();
});
