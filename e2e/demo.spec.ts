import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "@playwright/test";
import {
  type DemoServers,
  LONG,
  DEMO_MODELS as MODELS,
  resetDemoModels,
  SHORT,
  startDemoModels,
} from "@/e2e/support/demo-models";
import {
  button,
  CLOSING_TICKS,
  expectFitting,
  field,
  fight,
  openDemo,
  pane,
  type Seen,
  send,
  status,
  watchPanes,
} from "@/e2e/support/demo-page";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { FLAGGED_WORD, platform } from "@/e2e/support/platform";
import { findWords, recordTraffic } from "@/e2e/support/recorder";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

// what is on, and for whom, is one for the whole installation
test.describe.configure({ mode: "serial" });

let servers: DemoServers;

test.beforeAll(async () => {
  servers = await startDemoModels();
});

test.afterAll(async () => {
  await platform.cli("demo", "off");
  await Promise.all(servers.map((server) => server.stop()));
});

test.beforeEach(() => resetDemoModels(servers));

test("it is off until an owner offers models and turns it on", async ({ page }) => {
  await page.goto(`${platform.webUrl}/demo`);
  await expect(page.getByRole("heading", { name: "The demo is off" })).toBeVisible();
  await page.goto(platform.webUrl);
  await expect(page.getByRole("link", { name: "Demo" })).toHaveCount(0);

  await signInAsOwner(page, "/studio/demo");
  await page.getByRole("checkbox", { name: /^The demo is on/ }).check();
  await button(page, "Save").click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The demo needs a model");
  for (const name of MODELS) await page.getByRole("checkbox", { name }).check();
  await button(page, "Save").click();
  await expect(page.getByText("Saved. The demo is on.")).toBeVisible();
  // what was saved stays ticked, so that saving once more changes nothing
  for (const name of [/^The demo is on/, ...MODELS]) await expect(page.getByRole("checkbox", { name })).toBeChecked();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await page.goto(platform.webUrl);
  await page.getByRole("link", { name: "Demo" }).click();
  await expect(page.getByText("the rest is deleted after a day")).toBeVisible();
  await expect(page.getByText("checked by a moderation service")).toBeVisible();
});

test("a chat streams, is regenerated, goes on, and is cleared, from the keyboard", async ({ page }) => {
  await openDemo(page);
  await page.getByLabel("Model", { exact: true }).selectOption(MODELS[1]);
  await field(page).fill("one");
  await field(page).press("Shift+Enter");
  await field(page).pressSequentially("two");
  await field(page).press("Enter");
  await expect(field(page)).toHaveValue("");
  await expect(button(page, "Stop")).toBeVisible();
  // it is not there all at once
  await page.waitForFunction((whole) => {
    const shown = document.querySelector("article .demo-text")?.textContent?.length ?? 0;
    return shown > 0 && shown < whole;
  }, LONG.length);
  await expect(status(page)).toHaveText("The response is complete.");
  await expect(page.getByRole("article")).toContainText(LONG.slice(-60));

  servers[1].setBehaviour({ answer: ({ messages }) => `**${messages.length}** messages: ${messages[0]?.content}` });
  await button(page, "Regenerate").click();
  await expect(page.getByRole("article")).toHaveText(/1 messages: one\s+two/);
  await expect(page.getByRole("article").locator("strong")).toHaveText("1");
  await send(page, "And now?");
  await expect(page.getByRole("article").nth(1)).toContainText("3 messages: one");

  await button(page, "Clear").click();
  await expect(page.getByRole("article")).toHaveCount(0);
  await expect(field(page)).toBeFocused();
});

test("what is stopped lets the model go, and can be asked again", async ({ page }) => {
  await openDemo(page);
  await page.getByLabel("Model", { exact: true }).selectOption(MODELS[1]);
  servers[1].setBehaviour({ answer: () => LONG.repeat(10), tokenDelayMs: 50 });
  await send(page, "Talk.");
  await expect.poll(() => servers[1].requests.active).toBe(1);
  await button(page, "Stop").click();
  await expect(status(page)).toHaveText("Stopped before the first word.");
  await expect(field(page)).toBeFocused();
  await expect.poll(() => servers[1].requests.active).toBe(0);
  servers[1].setBehaviour({ answer: () => "Shorter now.", tokenDelayMs: 0 });
  await button(page, "Regenerate").click();
  await expect(page.getByRole("article")).toContainText("Shorter now.");
});

test("two anonymous models answer, are voted on, and only then told", async ({ page }) => {
  await openDemo(page);
  const traffic = recordTraffic(page);
  await fight(page, "What is a *eucalypt*?");
  await expect(pane(page, "Response A").locator(".prose")).toBeVisible();
  await expect(pane(page, "Response B").locator(".prose")).toBeVisible();
  const sent = (await traffic.received()).filter(({ from }) => from.includes("/api/demo/"));
  expect(sent.length).toBeGreaterThan(0);
  expect(findWords(sent, [...MODELS, "127.0.0.1", servers[0].url, servers[1].url])).toEqual([]);
  await expect(page.getByRole("main")).not.toContainText(MODELS[0]);

  const aIsShort = (await pane(page, "Response A").textContent())?.includes("A short answer");
  const [a, b] = aIsShort ? MODELS : [MODELS[1], MODELS[0]];
  await button(page, "A is better").click();
  const revealed = page.getByRole("heading", { name: `A was ${a}. B was ${b}.` });
  await expect(revealed).toBeFocused();
  await expect(page.getByText("You voted: A is better. Your vote is counted.")).toBeVisible();
  const [row] = await queryPlatform<{ name: string; kind: string; choice: string; layout: string; slug: string }>(
    `SELECT s.name, s.kind, s.slug, v.choice, a.layout FROM votes v JOIN assignments a ON a.id = v.assignment_id
     JOIN comparisons c ON c.id = a.comparison_id JOIN studies s ON s.id = c.study_id WHERE s.kind = 'open'`,
  );
  expect(row).toMatchObject({ kind: "open", choice: "first", layout: "side_by_side" });
  await button(page, "Begin another").click();
  await expect(button(page, "Two anonymous models")).toHaveAttribute("aria-pressed", "true");
});

test("the votes are in a study of their own, with results and a CSV, and no way in for raters", async ({ page }) => {
  const [arena] = await queryPlatform<{ name: string; slug: string }>(
    "SELECT name, slug FROM studies WHERE kind = 'open'",
  );
  await signInAsOwner(page, "/studio/demo");
  await page.getByRole("link", { name: arena?.name ?? "" }).click();
  await expect(page.getByRole("heading", { name: "1 vote", exact: true })).toBeVisible();
  await expect(page.getByText("Rating link")).toHaveCount(0);
  await page.getByRole("link", { name: "Protocol", exact: true }).click();
  await expect(page.getByText("An arena of the demo: it runs on")).toBeVisible();
  await page.getByRole("link", { name: "Results" }).click();
  await expect(page.getByRole("main")).toContainText(MODELS[0]);
  const csv = await (await page.request.get(`${platform.webUrl}/api/studies/${arena?.name}/votes.csv`)).text();
  expect(csv.trim().split("\n")).toHaveLength(2);
  expect(csv).toContain(MODELS[1]);
  expect((await page.request.get(`${platform.webUrl}/rate/${arena?.slug}`)).status()).toBe(404);
});

test.describe("what is refused", () => {
  // the browser writes each refused request into its console
  test.use({ expectedErrors: [/status of (403|429)/] });

  test("a flagged message is not sent, and the visitor has it back", async ({ page }) => {
    await openDemo(page);
    const before = servers[0].requests.total + servers[1].requests.total;
    await send(page, `Something ${FLAGGED_WORD}.`);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("moderation flagged it");
    await expect(field(page)).toHaveValue(`Something ${FLAGGED_WORD}.`);
    await expect(page.getByRole("article")).toHaveCount(0);
    expect(servers[0].requests.total + servers[1].requests.total).toBe(before);
  });

  test("when the messages are used up the page says when the next may be sent", async ({ page }) => {
    await platform.cli("demo", "on", "--messages-per-hour", "1");
    await openDemo(page);
    await send(page, "The only one.");
    await expect(status(page)).toHaveText("The response is complete.");
    await send(page, "One too many.");
    await expect(page.getByRole("main").getByRole("alert")).toContainText("You can send the next one in 60 minutes.");
    await expect(field(page)).toHaveValue("One too many.");
    await expect(page.getByRole("article")).toHaveCount(1);
    await platform.cli("demo", "on", "--messages-per-hour", "30");
  });
});

test("where moderation is off the page says so, and what is stopped is kept as far as it got", async ({ page }) => {
  await openDemo(page, platform.unmoderatedUrl);
  await expect(page.getByText("Moderation is off on this server.")).toBeVisible();
  servers[1].setBehaviour({ tokenDelayMs: 100 });
  await page.getByLabel("Model", { exact: true }).selectOption(MODELS[1]);
  await send(page, `Something ${FLAGGED_WORD}.`);
  await expect(page.getByRole("article")).toContainText("A longer answer");
  expect(servers[1].requests.active).toBe(1);
  await button(page, "Stop").click();
  await expect(status(page)).toHaveText("Stopped. What had arrived is kept.");
  await expect.poll(() => servers[1].requests.active).toBe(0);
  await expect(page.getByRole("article")).toContainText("A longer answer");
});

test("a fast short response and a slow long one start together, grow together and end together", async ({ page }) => {
  servers[1].setBehaviour({ tokenDelayMs: 15, latencyMs: 500 });
  servers[0].setBehaviour({ answer: () => SHORT.repeat(3), tokenDelayMs: 0 });
  await openDemo(page, platform.unmoderatedUrl);
  await page.evaluate(watchPanes);
  await fight(page, "What is a eucalypt?");
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen[] }).seen);
  const streamed = seen.filter(({ isWhole }) => !isWhole.includes(true));
  const bothGrow = streamed.filter(({ lengths: [a, b] }) => a > 0 || b > 0);
  expect(bothGrow.length).toBeGreaterThan(10);
  // until both are whole they are equally long: at the start, and for all of the slow one's time
  expect(bothGrow[0]?.lengths[0]).toBe(bothGrow[0]?.lengths[1]);
  const firstUnequal = bothGrow.findIndex(({ lengths: [a, b] }) => a !== b);
  expect(bothGrow.length - firstUnequal).toBeLessThanOrEqual(CLOSING_TICKS + 1);
  // neither is whole before the other
  for (const { isWhole } of seen) expect(isWhole[0]).toBe(isWhole[1]);
  const ends = [0, 1].map((side) =>
    bothGrow.findIndex(({ lengths }) => lengths[side] === bothGrow.at(-1)?.lengths[side]),
  );
  expect(ends[0]).toBe(ends[1]);
});

test("a flagged response is withheld, and in a battle both are, without saying which", async ({ page }) => {
  servers[0].setBehaviour({ answer: () => `Begins well, and then is ${FLAGGED_WORD}.` });
  await openDemo(page);
  await page.getByLabel("Model", { exact: true }).selectOption(MODELS[0]);
  await send(page, "Hello");
  await expect(page.getByText("The response is withheld").first()).toBeVisible();
  await expect(page.getByRole("article")).not.toContainText("Begins well");
  await button(page, "Clear").click();
  await button(page, "Two anonymous models").click();
  await send(page, "Hello");
  await expect(page.getByText("The responses are withheld").first()).toBeVisible();
  for (const name of ["Response A", "Response B"]) await expect(pane(page, name)).toContainText("Nothing to show.");
  await expect(button(page, "A is better")).toHaveCount(0);
});

test("an endpoint that dies in mid-stream is said plainly, and what arrived is kept", async ({ page }) => {
  servers[1].setBehaviour({ faults: { queue: ["reset_midway"] } });
  await openDemo(page);
  await page.getByLabel("Model", { exact: true }).selectOption(MODELS[1]);
  await send(page, "Talk.");
  await expect(
    page.getByText("The response broke off: the server of the model stopped answering.").first(),
  ).toBeVisible();
  await expect(page.getByRole("article")).toContainText("A longer answer goes on");
  expect((await page.getByRole("article").locator(".prose").textContent())?.length).toBeLessThan(LONG.length);
  await button(page, "Regenerate").click();
  await expect(page.getByRole("article")).toContainText(LONG);

  servers[1].setBehaviour({ faults: { queue: ["reset_midway"] } });
  servers[0].setBehaviour({ answer: () => LONG });
  await button(page, "Clear").click();
  await button(page, "Two anonymous models").click();
  await send(page, "Talk.");
  await expect(page.getByText("One of the two responses broke off.").first()).toBeVisible();
  const lengths = await page.locator("article .prose").evaluateAll((texts) => texts.map((text) => text.textContent));
  expect(lengths[0]?.trim()).toBe(lengths[1]?.trim());
  await expect(button(page, "A is better")).toHaveCount(0);
  await button(page, "Regenerate").click();
  await expect(button(page, "A is better")).toBeVisible({ timeout: 20_000 });
});

test("a battle in which a response names its model is told, and not counted", async ({ page }) => {
  servers[0].setBehaviour({ answer: () => `I am ${MODELS[0]}.` });
  await openDemo(page);
  await fight(page, "Who are you?");
  await button(page, "Equally good").click();
  await expect(page.getByText("Your vote is not counted.")).toBeVisible();
  const [{ votes } = { votes: -1 }] = await queryPlatform<{ votes: number }>(
    `SELECT count(*)::int AS votes FROM comparisons c JOIN studies s ON s.id = c.study_id WHERE s.kind = 'open'`,
  );
  expect(votes).toBe(1);
});

for (const [width, colorScheme] of [
  [390, "dark"],
  [1440, "light"],
] as const) {
  test(`no axe violations, and nothing wider than the screen, ${width} px, ${colorScheme}`, async ({ browser }) => {
    const { page, close } = await openAt(browser, width, colorScheme);
    const check = (place: string) => expectFitting(page, width, place);
    await openDemo(page);
    await check("before the first message");
    await fight(page, "What is a eucalypt?");
    await check("two responses");
    await button(page, "Both bad").click();
    await expect(page.getByRole("heading", { name: /^A was/ })).toBeVisible();
    await check("after the vote");
    await button(page, "Begin another").click();
    servers[1].setBehaviour({ faults: { queue: ["reset_midway"] } });
    await send(page, "Once more.");
    await expect(page.getByText("One of the two responses broke off.").first()).toBeVisible();
    await check("broken off");
    await close();
  });
}

async function openAt(browser: Browser, width: number, colorScheme: "light" | "dark") {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
  return { page: await context.newPage(), close: () => context.close() };
}
