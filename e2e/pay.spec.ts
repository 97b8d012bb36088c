import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import { openSessionStudy } from "@/lib/crowd/testing/open-session-study";

/** Minutes of whole sessions: most about ten, and one who was through in seconds. */
const MINUTES = [9, 9.5, 10, 10.5, 11, 9.2, 9.8, 10.2, 10.8, 9.6, 10.4, 9.9, 10.1, 0.2];

test.beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: platform.databaseUrl,
    REDIS_URL: platform.redisUrl,
    NEXTAUTH_SECRET: "unused-by-the-factory-but-wanted-by-env",
  });
});

test("a researcher approves, asks to return, rejects where the rules allow it, and pays a bonus", async ({ page }) => {
  const way = { idParameter: "pid", returnUrl: null, completionCode: null };
  const { studyId, name } = await openSessionStudy({ prompts: 1, ways: { url: way } });
  await queryPlatform(
    `WITH made AS (
       INSERT INTO raters (id, study_id, kind, came_by, pseudonym, token_hash, consent_version, stage, consent_at, ended_at)
       SELECT gen_random_uuid(), $1::uuid, 'human', 'marketplace', 'payee-' || lpad(place::text, 2, '0'),
         sha256(($1::text || place::text)::bytea), '1', 'completed', now() - interval '1 hour',
         now() - interval '1 hour' + minutes * interval '1 minute'
       FROM unnest($2::float[]) WITH ORDINALITY AS session (minutes, place) RETURNING id, pseudonym
     ) INSERT INTO participations (rater_id, study_id, way_in, participant_id, pay_state, submitted_at)
     SELECT id, $1::uuid, 'url', pseudonym, 'pending', now() FROM made`,
    [studyId, MINUTES],
  );
  await signInAsOwner(page, `/studio/studies/${name}/pay`);
  const row = (pseudonym: string) => page.getByRole("row", { name: new RegExp(`^${pseudonym}`) });
  const press = (pseudonym: string, button: string) =>
    row(pseudonym)
      .getByRole("button", { name: new RegExp(`^${button}`) })
      .click();

  await press("payee-01", "Approve");
  await expect(row("payee-01")).toContainText("approved");
  await expect(row("payee-01").getByRole("button", { name: /^(Approve|Ask)/ })).toHaveCount(0);
  await press("payee-02", "Ask to return");
  await expect(row("payee-02")).toContainText("asked to return");

  // haste over the whole session is a ground; the others give none
  await expect(page.getByRole("button", { name: /^Reject…/ })).toHaveCount(1);
  await press("payee-14", "Reject…");
  await page.getByRole("dialog").getByRole("button", { name: "Reject", exact: true }).click();
  await expect(row("payee-14")).toContainText("rejected");
  await expect(row("payee-14")).toContainText("deviations from the mean");

  await page.getByLabel("Bonus for payee-03").fill("1.50");
  await press("payee-03", "Pay bonus");
  await expect(row("payee-03")).toContainText("bonus £1.50");
  await expect(page.getByText("Only Prolific is told from here.")).toBeVisible();

  const decided = await queryPlatform(
    `SELECT r.pseudonym, p.pay_state::text AS pay, p.bonus_micros::int AS bonus FROM participations p
     JOIN raters r ON r.id = p.rater_id WHERE p.study_id = $1 AND (p.pay_state <> 'pending' OR p.bonus_micros > 0)
     ORDER BY 1`,
    [studyId],
  );
  expect(decided).toEqual([
    { pseudonym: "payee-01", pay: "approved", bonus: 0 },
    { pseudonym: "payee-02", pay: "return_asked", bonus: 0 },
    { pseudonym: "payee-03", pay: "pending", bonus: 1_500_000 },
    { pseudonym: "payee-14", pay: "rejected", bonus: 0 },
  ]);
});
