import type { FrameLocator, Page } from "@playwright/test";
import { type Marketplace, startMarketplace } from "@/e2e/support/marketplace";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";
import { openSessionStudy, type SessionStudy } from "@/lib/crowd/testing/open-session-study";

type Screen = Page | FrameLocator;

const PROLIFIC = { completedCode: "DONE2023", failedChecksCode: "FAIL2023" };
const SHORT = { demographics: [], comprehension: [], practice: [], asksBlindness: false, asksFeedback: false };

let marketplace: Marketplace;

test.beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: platform.databaseUrl,
    REDIS_URL: platform.redisUrl,
    NEXTAUTH_SECRET: "unused-by-the-factory-but-wanted-by-env",
  });
  marketplace = await startMarketplace();
});

test.afterAll(async () => {
  await marketplace.stop();
});

/** Prolific's own page is on the internet: what the browser asks of it is asked of the marketplace here. */
async function standInForProlific(page: Page): Promise<void> {
  await page.route("https://app.prolific.com/**", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const answer = await fetch(`${marketplace.origin}${pathname}${search}`);
    await route.fulfill({ body: await answer.text(), contentType: "text/html" });
  });
}

function toAddress({ slug }: SessionStudy, query: string): string {
  return `${platform.webUrl}/rate/${slug}?${query}`;
}

async function agree(screen: Screen): Promise<void> {
  await screen.getByRole("checkbox", { name: /^I have read this/ }).check();
  await screen.getByRole("button", { name: "Start" }).click();
}

/** Votes until nothing is left. @returns how many. */
async function rate(screen: Screen, choice: RegExp, last: RegExp): Promise<number> {
  const pair = screen.getByRole("heading", { name: /^(Pair|الزوج) \d+/ });
  const end = screen.getByRole("heading", { name: last });
  const button = screen
    .getByRole("group")
    .getByRole("button", { name: choice })
    .and(screen.locator(":not([aria-disabled])"));
  for (let votes = 0; ; votes++) {
    await expect(button.or(end).first()).toBeVisible();
    if (await end.isVisible()) return votes;
    const name = (await pair.textContent()) ?? "";
    await button.click();
    // the pair that was voted on goes, or stays without its buttons until the next is here
    await expect(async () => {
      const isNext = (await end.isVisible()) || ((await pair.textContent({ timeout: 500 })) ?? "") !== name;
      expect(isNext).toBe(true);
    }).toPass();
  }
}

test("a Prolific rater goes from landing to the completion address", async ({ page }) => {
  test.setTimeout(120_000);
  await standInForProlific(page);
  const study = await openSessionStudy({ prompts: 3, ways: { prolific: PROLIFIC } });
  await page.goto(toAddress(study, "PROLIFIC_PID=pid-1&STUDY_ID=study-1&SESSION_ID=session-1"));
  await agree(page);

  await expect(page.getByRole("heading", { name: "A few questions about you" })).toBeFocused();
  // the ids are not left lying about in the address bar
  expect(page.url()).not.toContain("pid-1");
  await page.getByLabel("Is English your first language?").selectOption("yes");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("radio", { name: "Two responses to one prompt" }).check();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Practice pair 1 of 1" })).toBeFocused();
  const isFirst = await page.getByRole("article", { name: "Response A" }).getByText("Four.").isVisible();
  await page.getByRole("button", { name: isFirst ? "A is better" : "B is better" }).click();
  await expect(page.getByRole("heading", { name: "Right." })).toBeFocused();
  await page.getByRole("button", { name: "Go on" }).click();

  expect(await rate(page, /^A is better/, /^Finished/)).toBe(3);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Guess 1").fill("a parrot");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("Your feedback").fill("Clear enough.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: "Thank you: you have finished" })).toBeFocused();
  await expect(page.getByText("DONE2023")).toBeVisible();
  await page.getByRole("link", { name: "Go back to where you came from" }).click();
  await expect(page.getByRole("heading", { name: "Received" })).toBeVisible();
  expect(marketplace.arrived.at(-1)).toEqual({ path: "GET /submissions/complete", fields: { cc: "DONE2023" } });

  const [rater] = await queryPlatform(
    `SELECT r.stage::text AS stage, r.came_by::text AS by, p.pay_state::text AS pay FROM raters r
     JOIN participations p ON p.rater_id = r.id WHERE r.study_id = $1`,
    [study.studyId],
  );
  expect(rater).toEqual({ stage: "completed", by: "marketplace", pay: "pending" });
});

test("who fails the comprehension check twice is asked to return, without a code and without blame", async ({
  page,
}) => {
  const study = await openSessionStudy({
    prompts: 3,
    session: { demographics: [], practice: [] },
    ways: { prolific: PROLIFIC },
  });
  await page.goto(toAddress(study, "PROLIFIC_PID=pid-2&STUDY_ID=study-1&SESSION_ID=session-2"));
  await agree(page);
  for (const said of ["You have two attempts", "this is the second and last attempt"]) {
    await expect(page.getByText(said)).toBeVisible();
    await page.getByRole("radio", { name: "Two prompts" }).check();
    await page.getByRole("button", { name: "Go on" }).click();
  }
  await expect(page.getByRole("heading", { name: "This study is not for you this time" })).toBeVisible();
  await expect(page.getByText("Please return your submission")).toBeVisible();
  for (const code of Object.values(PROLIFIC)) await expect(page.getByText(code)).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Go back to where you came from" })).toHaveCount(0);
});

test("two failed attention checks end the session, and lead to the address for failed checks", async ({ page }) => {
  test.setTimeout(120_000);
  await standInForProlific(page);
  const study = await openSessionStudy({
    prompts: 20,
    session: { ...SHORT, attentionShare: 0.5 },
    wishes: { exclusionRules: ["failed_checks"] },
    ways: { prolific: PROLIFIC },
  });
  await page.goto(toAddress(study, "PROLIFIC_PID=pid-3&STUDY_ID=study-1&SESSION_ID=session-3"));
  await agree(page);
  // a tie is no answer to a check that says which to choose
  await rate(page, /^Equally good/, /^The session ends here/);
  await expect(page.getByText("Please return your submission")).toBeVisible();
  await page.getByRole("link", { name: "Go back to where you came from" }).click();
  await expect(page.getByRole("heading", { name: "Received" })).toBeVisible();
  expect(marketplace.arrived.at(-1)?.fields).toEqual({ cc: "FAIL2023" });
  const [exclusion] = await queryPlatform("SELECT reason FROM exclusions WHERE study_id = $1 AND undone_at IS NULL", [
    study.studyId,
  ]);
  expect(exclusion).toEqual({ reason: "failed_checks" });
});

test("on MTurk the page stands in a frame of another origin: a preview, then the work, handed in by a form", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const study = await openSessionStudy({
    prompts: 3,
    session: SHORT,
    ways: { mturk: { frameOrigins: [marketplace.origin] } },
  });
  const address = encodeURIComponent(`${platform.webUrl}/rate/${study.slug}`);
  await page.goto(`${marketplace.origin}/mturk/hit?study=${address}`);
  const task = page.frameLocator("iframe");
  await expect(task.getByRole("heading", { name: "This is a preview" })).toBeVisible();
  await expect(task.getByRole("button", { name: "Start" })).toHaveCount(0);

  await page.goto(`${marketplace.origin}/mturk/hit?study=${address}&accepted=true`);
  await agree(task);
  expect(await rate(task, /^A is better/, /^Finished/)).toBe(3);
  await task.getByRole("button", { name: "Continue" }).click();
  await expect(task.getByRole("heading", { name: "Received" })).toBeVisible();
  expect(marketplace.arrived.at(-1)).toEqual({
    path: "POST /mturk/externalSubmit",
    fields: { assignmentId: "ASSIGNMENT1", outcome: "completed" },
  });
  // no cookie of ours was set in another site's frame
  expect((await page.context().cookies()).filter(({ name }) => name.startsWith("rater-"))).toEqual([]);
});

test("a page that no marketplace was declared for stands in no frame", async ({ page, request }) => {
  const study = await openSessionStudy({ prompts: 1, session: SHORT });
  const answer = await request.get(toAddress(study, ""));
  expect(answer.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(answer.headers()["x-frame-options"]).toBe("DENY");
  await page.close();
});

test.describe("an address without an id is refused", () => {
  test.use({ expectedErrors: [/403/] });

  test("a lab's participant comes with the lab's own id, and goes back with it", async ({ page }) => {
    const study = await openSessionStudy({
      prompts: 2,
      session: SHORT,
      ways: {
        url: { idParameter: "sona_id", returnUrl: `${marketplace.origin}/lab/return?id={id}&outcome={outcome}` },
      },
    });
    await page.goto(toAddress(study, ""));
    await agree(page);
    await expect(page.getByRole("alert").filter({ hasText: "participant id" })).toBeVisible();

    await page.goto(toAddress(study, "sona_id=lab-7"));
    await agree(page);
    expect(await rate(page, /^B is better/, /^Finished/)).toBe(2);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "Go back to where you came from" }).click();
    await expect(page.getByRole("heading", { name: "Received" })).toBeVisible();
    expect(marketplace.arrived.at(-1)).toEqual({
      path: "GET /lab/return",
      fields: { id: "lab-7", outcome: "completed" },
    });
  });
});

test("a guest with a code is let in once their browser has worked for it, and can take all votes back", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const study = await openSessionStudy({
    prompts: 3,
    session: SHORT,
    ways: { link: { needsInvitation: true, needsProof: true, completionCode: null } },
  });
  await queryPlatform("INSERT INTO invitations (id, study_id, code, most) VALUES (gen_random_uuid(), $1, 'KOALA', 1)", [
    study.studyId,
  ]);
  const solved = page.waitForRequest(
    (request) => request.url().endsWith("/session") && /proof/.test(request.postData() ?? ""),
  );
  await page.goto(toAddress(study, "code=KOALA"));
  await agree(page);
  await expect(page.getByText("Checking this browser")).toBeVisible();
  await solved;
  await page
    .getByRole("button", { name: /^A is better/ })
    .and(page.locator(":not([aria-disabled])"))
    .click();
  await expect(page.getByRole("heading", { name: /^Pair 2 of 3/ })).toBeAttached();

  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("link", { name: "About this study, your data and how to withdraw" }).click();
  await expect(page.getByRole("heading", { name: "What is stored" })).toBeVisible();
  await page.getByRole("button", { name: "Take back all my votes" }).click();
  await page.getByRole("button", { name: "Take them back" }).click();
  await expect(page.getByText("Your votes will be in no release from now on.")).toBeVisible();
  const [left] = await queryPlatform(
    `SELECT sum(done)::int AS done, sum(open)::int AS open FROM comparisons WHERE study_id = $1 AND purpose = 'main'`,
    [study.studyId],
  );
  expect(left).toEqual({ done: 0, open: 0 });
  await page.getByRole("link", { name: "Back to the study" }).click();
  await expect(page.getByRole("heading", { name: "You have withdrawn" })).toBeVisible();
});

test.describe("in Arabic, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: "ar-EG" });

  test("a rater reads from right to left, from consent to thanks", async ({ page }) => {
    test.setTimeout(120_000);
    const study = await openSessionStudy({
      prompts: 3,
      session: {
        ...SHORT,
        languages: ["en", "ar"],
        about: null,
        asksFeedback: true,
        translations: {
          ar: {
            raterTitle: "مقارنة إجابتين",
            question: "أي الإجابتين أفضل؟",
            criteria: ["الجودة", "الصحة"],
            instructions: "اقرأ الطلب والإجابتين، ثم قل أيهما أفضل.",
            consent: "مشاركتك اختيارية.",
          },
        },
      },
    });
    await page.goto(toAddress(study, ""));
    await expect(page.getByRole("heading", { level: 1, name: "مقارنة إجابتين" })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator("html")).toHaveAttribute("lang", "ar");
    await page.getByRole("checkbox", { name: /قرأت هذا/ }).check();
    await page.getByRole("button", { name: "ابدأ" }).tap();
    expect(await rate(page, /^A أفضل/, /^انتهيت/)).toBe(3);
    // nothing stands outside the screen
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("button", { name: "متابعة" }).tap();
    await page.getByRole("button", { name: "إرسال" }).tap();
    await expect(page.getByRole("heading", { name: "شكرًا لك: لقد انتهيت" })).toBeVisible();
    const [rater] = await queryPlatform("SELECT language, stage::text AS stage FROM raters WHERE study_id = $1", [
      study.studyId,
    ]);
    expect(rater).toEqual({ language: "ar", stage: "completed" });
    // as the server sends it, before any script
    const about = await (await page.request.get(`${platform.webUrl}/rate/${study.slug}/about?lang=ar`)).text();
    expect(about).toMatch(/<html lang="ar" dir="rtl"/);
  });
});
