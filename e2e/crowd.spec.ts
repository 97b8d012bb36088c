import { expect, test } from "@playwright/test";
import pg from "pg";
import { addStudy } from "@/e2e/support/add-study";
import { platform } from "@/e2e/support/platform";
import { type RatingClient, startRating } from "@/e2e/support/rating-client";

const RATERS = 40;
const WALK_AWAY = 10;
const COMPARISONS = 30;
const VOTES = 3;

test("forty raters through two web processes, ten walk away, one process is killed: every place is voted once", async () => {
  test.setTimeout(120_000);
  const study = await addStudy({ prompts: COMPARISONS, votesPerComparison: VOTES });
  const db = new pg.Client({ connectionString: platform.databaseUrl });
  await db.connect();
  try {
    const urls = [platform.webUrl, platform.secondWebUrl];
    const raters = await Promise.all(
      Array.from({ length: RATERS }, (_, index) => startRating(urls[index % 2] as string, urls, study.slug)),
    );
    const [gone, staying] = [raters.slice(0, WALK_AWAY), raters.slice(WALK_AWAY)];
    // each holds what it was given and is not heard of again
    const leasesLeft = gone.reduce((sum, { reply }) => sum + reply.pairs.length, 0);
    expect(leasesLeft).toBeGreaterThanOrEqual(WALK_AWAY);

    let votes = 0;
    const killed = once(async () => platform.killSecondWeb());
    const work = staying.map((rater) =>
      rateToTheEnd(rater, async () => {
        votes += 1;
        if (votes === 20) await killed();
      }),
    );
    // half an hour later, for those who left
    await expect.poll(() => votes, { timeout: 60_000 }).toBeGreaterThan(30);
    await db.query(
      `UPDATE assignments SET lease_until = now() - interval '1 second' WHERE state = 'open' AND rater_id IN (
         SELECT rater_id FROM assignments WHERE id = ANY ($1::uuid[]))`,
      [gone.flatMap(({ reply }) => reply.pairs.map(({ assignmentId }) => assignmentId))],
    );
    await Promise.all(work);
    await expectExactly(db, study.studyId);
  } finally {
    await db.end();
    await platform.secondWebIsBack();
  }
});

async function rateToTheEnd(rater: RatingClient, onVote: () => Promise<void>): Promise<void> {
  for (;;) {
    if (rater.reply.state === "finished") return;
    if (rater.reply.state === "waiting") {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await rater.next();
    } else {
      await rater.vote("first");
      await onVote();
    }
  }
}

async function expectExactly(db: pg.Client, studyId: string): Promise<void> {
  const { rows } = await db.query(
    `SELECT
       (SELECT count(*)::int FROM votes v JOIN assignments a ON a.id = v.assignment_id
         JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1) AS votes,
       (SELECT count(*)::int FROM comparisons WHERE study_id = $1 AND done = $2 AND open = 0) AS full,
       (SELECT count(*)::int FROM comparisons c WHERE study_id = $1 AND c.done <> (
         SELECT count(*) FROM assignments a WHERE a.comparison_id = c.id AND a.state = 'done')) AS miscounted,
       (SELECT count(*)::int FROM (SELECT 1 FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
         WHERE c.study_id = $1 AND a.state = 'done' GROUP BY a.rater_id, a.comparison_id HAVING count(*) > 1) x) AS twice`,
    [studyId, VOTES],
  );
  expect(rows[0]).toEqual({ votes: COMPARISONS * VOTES, full: COMPARISONS, miscounted: 0, twice: 0 });
}

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= run();
    return made;
  };
}
