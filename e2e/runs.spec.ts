import { randomBytes } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { choiceButton, nextScreen, openRater } from "@/e2e/support/rater";
import { findWords, readStorage, recordTraffic, takeOutPairs } from "@/e2e/support/recorder";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";
import { type EasyLmTestServer, startEasyLmServer } from "@/lib/inference/testing/easylm-server";
import { type OpenAiTestServer, startOpenAiServer } from "@/lib/inference/testing/openai-server";

const SET = "Sample prompts";

let chat: OpenAiTestServer;
let koala: EasyLmTestServer;

test.beforeAll(async () => {
  // two lengths, so that no answer is the other's
  chat = await startOpenAiServer({ latencyMs: 30, answer: ({ messages }) => toAnswer(messages.at(-1)?.content ?? "") });
  koala = await startEasyLmServer({ latencyMs: 30, answer: (prompt) => ` ${toAnswer(prompt)}` });
});

test.afterAll(async () => {
  await Promise.all([chat.stop(), koala.stop()]);
});

/** Says nothing of what was asked: a prompt's template would give its model away. */
function toAnswer(prompt: string): string {
  return `There is something to be said for it and something against, of which ${prompt.length} points matter most.`;
}

const newName = (kind: string) => `${kind}-${randomBytes(4).toString("hex")}`;
const section = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

async function addChatModel(page: Page, name: string, baseUrl: string): Promise<void> {
  await page.goto(`${platform.webUrl}/studio/models/new`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Base URL").fill(baseUrl);
  await page.getByLabel("Name at the endpoint").fill("test-model");
  await page.getByRole("button", { name: "Add the model" }).click();
}

async function addKoala(page: Page, name: string): Promise<void> {
  await page.goto(`${platform.webUrl}/studio/models/new`);
  await page.getByLabel("Start from").selectOption({ label: "Koala-13B on EasyLM" });
  await expect(page.getByLabel("Prompt template")).toHaveValue("koala");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Base URL").fill(koala.url);
  await page.getByRole("button", { name: "Add the model" }).click();
}

async function orderRun(page: Page, names: string[]): Promise<void> {
  await page.goto(`${platform.webUrl}/studio/prompts/${encodeURIComponent(SET)}`);
  await page.getByRole("link", { name: "Order a run" }).click();
  await expect(page.getByLabel("Prompt set")).toHaveValue(SET);
  for (const name of names) await page.getByRole("checkbox", { name }).check();
  await expect(page.getByText(/^[0-9,]+ responses will be asked for\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Order the run" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Run over ${SET}` })).toBeVisible();
}

async function countPrompts(): Promise<number> {
  const [set] = await queryPlatform<{ n: number }>(
    "SELECT prompt_count AS n FROM prompt_sets WHERE name = $1 ORDER BY version DESC LIMIT 1",
    [SET],
  );
  return set?.n ?? 0;
}

test("two models are added, tested and run, and a rater judges what they said without being told who they are", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const [chatName, koalaName] = [newName("chat"), newName("bear")];
  await signInAsOwner(page, "/studio/models");
  await addChatModel(page, chatName, chat.url);
  await expect(page.getByRole("heading", { level: 1, name: chatName })).toBeVisible();
  const preview = section(page, "The exact text that is sent");
  await expect(preview).toContainText('"content": "Canberra."');
  await preview.getByLabel("Second turn").fill("And of Tasmania?");
  await preview.getByRole("button", { name: "Show the request" }).click();
  await expect(preview).toContainText('"content": "And of Tasmania?"');
  expect(chat.requests.total, "a preview sends nothing").toBe(0);

  await section(page, "Test").getByRole("button", { name: "Send the prompt" }).click();
  const outcome = page.getByRole("status", { name: "What came back" });
  await expect(outcome).toContainText("There is something to be said for it");
  await expect(outcome).toContainText("First token");
  expect(chat.requests.total).toBe(1);

  await addKoala(page, koalaName);
  await expect(page.getByRole("heading", { level: 1, name: koalaName })).toBeVisible();
  await expect(section(page, "The exact text that is sent").locator("pre").first()).toHaveText(
    "BEGINNING OF CONVERSATION: USER: Which is the capital of Australia? GPT:Canberra.</s>" +
      "USER: How many people live there? GPT:",
  );

  const total = 2 * (await countPrompts());
  await orderRun(page, [chatName, koalaName]);
  await expect(page.getByRole("heading", { name: `${total} of ${total} responses` })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole("progressbar", { name: "Responses done" })).toHaveAttribute("value", String(total));
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(0);

  const runUrl = page.url();
  await page.getByRole("link", { name: "Prompts, version" }).click();
  await page
    .getByRole("link", { name: /^Responses to / })
    .first()
    .click();
  const said = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: koalaName }) });
  await said.getByText("Generated by easylm").click();
  await expect(said.locator("pre")).toContainText('"BEGINNING OF CONVERSATION: USER: ');
  await page.goto(runUrl);

  await page.getByRole("button", { name: "Make a study of these responses" }).click();
  await page.getByRole("link", { name: "Open study…" }).click();
  await page.getByRole("button", { name: "Freeze and open" }).click();
  const link = page.getByLabel("Rating link");
  await expect(link).toBeVisible({ timeout: 60_000 });
  const study = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  expect(study).toMatch(new RegExp(`^${SET} \\d{4}-\\d\\d-\\d\\d [0-9a-f]{6}$`));

  const rater = await openRater(browser, {});
  const ratingPage = rater.page;
  const traffic = recordTraffic(ratingPage);
  await ratingPage.goto(await link.inputValue());
  await ratingPage.getByRole("checkbox", { name: /^I have read this/ }).check();
  await ratingPage.getByRole("button", { name: "Start" }).click();
  // a prompt of two turns has two
  const seen = ratingPage.getByRole("article", { name: "Response A" }).first();
  await expect(seen).toContainText("something to be said for it");
  await expect(ratingPage.getByRole("button", { name: /^A is better/ })).toBeEnabled();
  const { rest, texts } = takeOutPairs(await traffic.received());
  expect(texts.length).toBeGreaterThan(2);
  const hidden = [chatName, koalaName, study, chat.url, koala.url, "koala", "easylm", ...(await listIds(study))];
  expect(findWords([...rest, ...(await readStorage(ratingPage))], hidden)).toEqual([]);

  let votes = 0;
  for (let screen = await nextScreen(rater); screen !== "finished"; screen = await nextScreen(rater)) {
    if (screen === "rest") await ratingPage.getByRole("button", { name: "Continue" }).click();
    else {
      await choiceButton(ratingPage, votes % 2 === 0 ? "first" : "second").click();
      votes += 1;
    }
  }
  expect(votes).toBe(total / 2);
  expect(rater.errors).toEqual([]);
  await rater.context.close();
  const { stdout } = await platform.cli("results", study, "--json");
  const { matrix } = JSON.parse(stdout) as { matrix: { modelA: string; modelB: string; votes: number }[] };
  expect(matrix.map(({ modelA, modelB }) => [modelA, modelB].toSorted())).toEqual([[chatName, koalaName].toSorted()]);
  expect(matrix[0]?.votes).toBe(votes);
});

async function listIds(study: string): Promise<string[]> {
  const rows = await queryPlatform<{ id: string }>(
    `SELECT id FROM models UNION ALL SELECT id FROM runs UNION ALL SELECT id FROM studies UNION ALL
     SELECT c.id FROM comparisons c JOIN studies s ON s.id = c.study_id WHERE s.name = $1`,
    [study],
  );
  return rows.map(({ id }) => id);
}

test("an address where nothing listens is told in the system's words, with the mend", async ({ page }) => {
  const gone = await startOpenAiServer();
  await gone.stop();
  const name = newName("gone");
  await signInAsOwner(page, "/studio/models");
  await addChatModel(page, name, gone.url);
  await section(page, "Test").getByRole("button", { name: "Send the prompt" }).click();
  const outcome = page.getByRole("status", { name: "What came back" });
  await expect(outcome).toContainText("The endpoint gave no response. Check the base URL");
  await expect(outcome).toContainText("ECONNREFUSED");
});

test("what is wrong in the form is told beside its field, and an address that may not be asked is refused", async ({
  page,
}) => {
  await signInAsOwner(page, "/studio/models");
  await addChatModel(page, newName("inner"), "http://10.0.0.1:8000/v1");
  const field = page.getByLabel("Base URL");
  await expect(field).toHaveAccessibleDescription(/EUCALYPT_MODEL_HOSTS/);
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Temperature").fill("hot");
  await page.getByRole("button", { name: "Add the model" }).click();
  await expect(page.getByLabel("Temperature")).toHaveAccessibleDescription(/from 0 to 2/);
  await expect(field).toHaveValue("http://10.0.0.1:8000/v1");
});

test("a run waits for an endpoint that is down, says so, is paused and cancelled, and is whole without scripts", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const server = await startOpenAiServer({ answer: ({ messages }) => toAnswer(messages.at(-1)?.content ?? "") });
  await server.down();
  const name = newName("away");
  await signInAsOwner(page, "/studio/models");
  await addChatModel(page, name, server.url);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await orderRun(page, [name]);
  const warnings = section(page, "Warnings");
  await expect(warnings).toContainText(/does not answer; it is asked again .*\. Nothing is lost\./, {
    timeout: 30_000,
  });

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const without = await plain.newPage();
  await without.goto(page.url());
  await expect(without.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await expect(without.getByText("Paused", { exact: true })).toBeVisible();
  await plain.close();

  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel…" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await expect(page.getByText("Cancelled", { exact: true })).toBeVisible();

  await server.up();
  const total = await countPrompts();
  await expect(async () => {
    // what was being asked when the run was cancelled may end as cancelled after this, and is asked for once more
    const again = page.getByRole("button", { name: "Ask for the cancelled" });
    if (await again.isVisible()) await again.click();
    await expect(page.getByRole("heading", { name: `${total} of ${total} responses` })).toBeVisible({
      timeout: 10_000,
    });
  }).toPass({ timeout: 90_000 });
  await server.stop();
});
