import type { Page } from "@playwright/test";
import { addStudy } from "@/e2e/support/add-study";
import { findPublishedData, MODELS, openMtBenchStudy, queryPlatform } from "@/e2e/support/mt-bench-study";
import { permutationTest } from "@/e2e/support/permutation-test";
import { platform } from "@/e2e/support/platform";
import { startRating } from "@/e2e/support/rating-client";
import { findWords, type Received, readStorage, recordTraffic, takeOutPairs } from "@/e2e/support/recorder";
import { expect, test } from "@/e2e/support/test";

const NAME = "blind-study";
// makers and families, beside the names themselves; in no script, style or header of a rater's page
const FAMILIES = ["koala", "alpaca", "chatgpt", "gpt-3", "openai", "easylm", "llama", "vicuna", "berkeley", "lmsys"];

test("nothing that reaches a rater's browser names a model, and a planted id is found", async ({ page }) => {
  const data = findPublishedData();
  test.skip(data === null, "no published data");
  test.setTimeout(180_000);
  const { slug } = await openMtBenchStudy(data ?? "", NAME);
  const words = [...MODELS, ...FAMILIES, NAME, ...(await listIds())];

  const traffic = recordTraffic(page);
  await rateThrough(page, slug);
  const received = [...(await traffic.received()), ...(await readSourceMaps(page, await traffic.received()))];
  const { rest, texts } = takeOutPairs(received);
  const kept = await readStorage(page);

  // the recorder saw a whole session: documents, scripts, styles, replies
  for (const kind of [`/rate/${slug}`, ".js", ".css", "/votes", "/session", "/undo", "/flags"]) {
    expect(received.some(({ from }) => from.startsWith("body") && from.includes(kind))).toBe(true);
  }
  expect(texts.length).toBeGreaterThan(30);
  expect(findWords([...rest, ...kept], words)).toEqual([]);
  await expectNoConfession(texts);

  // and the search can fail: one id where none should be
  const [planted] = await listIds();
  const leaky = [...rest, { from: "headers of a reply", text: `etag: "${planted}"` }];
  expect(findWords(leaky, words)).toEqual([`${planted} in headers of a reply`]);
});

test("a reply that is made to carry a model's id turns the search red", async ({ page }) => {
  const study = await addStudy({ prompts: 3 });
  const [modelId] = study.modelIds;
  await page.route("**/api/rating/**", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), hint: modelId } });
  });
  const traffic = recordTraffic(page);
  await start(page, study.slug);
  const { rest } = takeOutPairs(await traffic.received());
  expect(findWords(rest, study.modelIds)).toHaveLength(1);
});

test("ids, order, sides and timing of what a rater gets say nothing of which model wrote what", async () => {
  test.setTimeout(120_000);
  const study = await addStudy({ prompts: 120, models: 3, votesPerComparison: 4 });
  const urls = [platform.webUrl];
  const served = new Map<string, { ms: number; bytes: number }>();
  for (let rater = 0; rater < 4; rater++) {
    const client = await startRating(platform.webUrl, urls, study.slug);
    while (client.reply.state === "rating") {
      await client.vote("tie");
      for (const { assignmentId, pair } of client.reply.pairs) {
        if (pair)
          served.set(assignmentId, { ms: client.replyMs.at(-1) ?? 0, bytes: JSON.stringify(client.reply).length });
      }
    }
  }
  const rows = await queryPlatform<{ id: string; trial: number; firstId: string; secondId: string }>(
    `SELECT a.id, a.trial_index AS trial,
       CASE WHEN a.first_is_a THEN c.model_a_id ELSE c.model_b_id END AS "firstId",
       CASE WHEN a.first_is_a THEN c.model_b_id ELSE c.model_a_id END AS "secondId"
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 AND a.id = ANY ($2::uuid[])`,
    [study.studyId, [...served.keys()]],
  );
  expect(rows.length).toBeGreaterThan(400);

  for (const modelId of study.modelIds) {
    const labels: Record<string, (row: (typeof rows)[number]) => boolean> = {
      "stands first": ({ firstId }) => firstId === modelId,
      "is in the pair": ({ firstId, secondId }) => firstId === modelId || secondId === modelId,
    };
    const values: Record<string, (row: (typeof rows)[number]) => number> = {
      id: ({ id }) => Number.parseInt(id.slice(-12), 16),
      "id's middle": ({ id }) => Number.parseInt(id.slice(15, 18) + id.slice(20, 23), 16),
      trial: ({ trial }) => trial,
      time: ({ id }) => served.get(id)?.ms ?? 0,
      bytes: ({ id }) => served.get(id)?.bytes ?? 0,
    };
    for (const [labelName, toLabel] of Object.entries(labels)) {
      for (const [valueName, toValue] of Object.entries(values)) {
        const p = permutationTest(rows.map(toValue), rows.map(toLabel));
        // thirty tests: by chance one in a thousand runs or so would cross this
        expect(p, `${valueName} against "${labelName}"`).toBeGreaterThan(0.0003);
      }
    }
    // each model stands first about half the times it is in a pair
    const inPair = rows.filter(labels["is in the pair"] as never);
    const first = inPair.filter(labels["stands first"] as never).length;
    expect(Math.abs(first - inPair.length / 2)).toBeLessThan(4 * Math.sqrt(inPair.length / 4));
    // and the test can fail: twice the time for one model
    const late = rows.map((row) => (served.get(row.id)?.ms ?? 0) * (labels["stands first"]?.(row) ? 2 : 1));
    expect(permutationTest(late, rows.map(labels["stands first"] as never))).toBeLessThan(0.0003);
  }
});

async function listIds(): Promise<string[]> {
  const rows = await queryPlatform<{ id: string }>(
    `SELECT id FROM models UNION ALL SELECT id FROM responses UNION ALL SELECT id FROM studies
     UNION ALL SELECT id FROM prompt_sets UNION ALL SELECT id FROM raters
     UNION ALL SELECT c.id FROM comparisons c JOIN studies s ON s.id = c.study_id WHERE s.name = $1`,
    [NAME],
  );
  return rows.map(({ id }) => id);
}

async function start(page: Page, slug: string): Promise<void> {
  await page.goto(`${platform.webUrl}/rate/${slug}`);
  await page.getByRole("checkbox", { name: /^I have read this/ }).check();
  await page.getByRole("button", { name: "Start" }).click();
  await ready(page);
}

/** A pair that has just come takes no key for a moment: a second press was meant for the one before. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByRole("button", { name: /^A is better/ })).toBeEnabled();
}

/** All that a session has: every choice, a flag, a skip, an undo, and coming back. */
async function rateThrough(page: Page, slug: string): Promise<void> {
  await start(page, slug);
  const answered = (path: string) => page.waitForResponse((response) => response.url().endsWith(`/${path}`));
  // fewer than bring the reminder to rest
  for (let pair = 0; pair < 15; pair++) {
    const vote = answered("votes");
    await ready(page);
    await page.keyboard.press(["a", "b", "t"][pair % 3] as string);
    await vote;
  }
  await ready(page);
  const undone = answered("undo");
  await page.keyboard.press("u");
  await undone;
  await ready(page);
  await page.keyboard.press("f");
  const flagged = answered("flags");
  await page.getByRole("button", { name: "Response A is broken or cut off" }).click();
  await flagged;
  await ready(page);
  await page.keyboard.press("s");
  const skipped = answered("votes");
  await page.getByRole("button", { name: "Another reason" }).click();
  await skipped;
  await page.reload();
  await expect(page.getByRole("button", { name: /^A is better/ })).toBeVisible();
}

/** A source map must not be there: neither named nor beside its script. */
async function readSourceMaps(page: Page, received: Received[]): Promise<Received[]> {
  const scripts = received.map(({ from }) => from).filter((from) => from.startsWith("body") && from.includes(".js"));
  return Promise.all(
    scripts.map(async (from) => {
      const url = `${from.slice("body of ".length)}.map`;
      const response = await page.request.get(url);
      return { from: `body of ${url}`, text: response.ok() ? await response.text() : "" };
    }),
  );
}

/** The one answer that says who trained it never came; texts that merely mention a name are no leak. */
async function expectNoConfession(texts: string[]): Promise<void> {
  expect(texts.filter((html) => /trained by researchers at UC Berkeley/i.test(html))).toEqual([]);
  const [row] = await queryPlatform<{ n: number }>(
    `SELECT count(*)::int AS n FROM comparisons c JOIN studies s ON s.id = c.study_id JOIN prompts p ON p.id = c.prompt_id
     WHERE s.name = $1 AND p.external_id = '102'`,
    [NAME],
  );
  expect(row?.n).toBe(0);
}
