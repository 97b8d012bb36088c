import AxeBuilder from "@axe-core/playwright";
import { addAccount, signInByRequest } from "@/e2e/support/accounts";
import { addRun } from "@/e2e/support/add-run";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { startRating } from "@/e2e/support/rating-client";
import { expect, test } from "@/e2e/support/test";

const LOOKS = [
  { width: 390, colorScheme: "dark" },
  { width: 1440, colorScheme: "light" },
] as const;

/**
 * `{rate}` and `{set}` are of the sample study, which every installation has; `{study}` has votes of every kind, `{run}`
 * failures and odd responses.
 */
const PAGES = [
  ...["/", "/sign-in", "{rate}", "/studio/studies", "/studio/studies/new", "/studio/studies/import", "/studio/models"],
  ...["/studio/models/new", "/studio/models/{model}", "/studio/runs", "/studio/runs/new", "/studio/runs/{run}"],
  ...["/studio/models/import", "/studio/prompts", "/studio/prompts/import", "/studio/prompts/{set}", "/studio/account"],
  "/studio/prompts/{set}/{prompt}",
  ...["/demo", "/studio/demo", "/docs/api"],
  ...["", "/results", "/leaderboard", "/quality", "/plan", "/raters", "/protocol", "/settings"].map(
    (tab) => `/studio/studies/{study}${tab}`,
  ),
];

for (const { width, colorScheme } of LOOKS) {
  test(`every page is free of axe violations and of sideways scrolling at ${width} px, ${colorScheme}`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const { fill, account } = await prepare();
    const signedIn = await signInByRequest(account);
    const context = await browser.newContext({
      baseURL: platform.webUrl,
      viewport: { width, height: 900 },
      colorScheme,
      storageState: await signedIn.storageState(),
    });
    const page = await context.newPage();
    for (const path of PAGES.map(fill)) {
      if (path === "/sign-in") await context.clearCookies();
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }), path).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        path,
      ).toEqual([]);
      const root = page.locator("html");
      expect(await root.evaluate((html) => html.scrollWidth - html.clientWidth), `${path} scrolls sideways`).toBe(0);
      if (path === "/sign-in") await context.addCookies((await signedIn.storageState()).cookies);
    }
    await signedIn.dispose();
    await context.close();
  });
}

async function prepare() {
  const account = await addAccount("reader", "editor");
  const study = await addStudy({ prompts: 4 });
  const rater = await startRating(platform.webUrl, [platform.webUrl], study.slug);
  await rater.next();
  for (const choice of ["first", "tie", "cannot_judge"] as const) await rater.vote(choice);
  const [sample] = await queryPlatform<{ set: string; prompt: string }>(
    `SELECT s.name AS set, p.external_id AS prompt FROM prompt_sets s JOIN prompts p ON p.prompt_set_id = s.id
     WHERE s.is_sample ORDER BY s.created_at, p.position LIMIT 1`,
  );
  if (!sample) throw new Error("The platform has no sample prompts.");
  await queryPlatform(`INSERT INTO study_members (study_id, account_id, role) VALUES ($1, $2, 'owner')`, [
    study.studyId,
    account.id,
  ]);
  const { run, model } = await addRun();
  const fill = (path: string) =>
    path
      .replace("{run}", run)
      .replace("{model}", model)
      .replace("{study}", study.name)
      .replace("{set}", encodeURIComponent(sample.set))
      .replace("{prompt}", encodeURIComponent(sample.prompt))
      .replace("{rate}", platform.samplePath);
  return { account, fill };
}
