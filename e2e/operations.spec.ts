import { addAccount, signInByRequest } from "@/e2e/support/accounts";
import { platform } from "@/e2e/support/platform";
import { signInAsOwner } from "@/e2e/support/sign-in";
import { expect, test } from "@/e2e/support/test";

const BOARD = "/studio/queues";

test("an owner sees the board of queues, a queue and its jobs, and nothing is fetched from elsewhere", async ({
  page,
}) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== platform.webUrl) elsewhere.push(request.url());
  });
  await signInAsOwner(page, BOARD);
  await expect(page).toHaveTitle("Queues");
  await page.getByRole("link", { name: "eucalypt" }).first().click();
  await expect(page).toHaveURL(/\/studio\/queues\/queue\/eucalypt/);
  await expect(page.getByText("sweep-leases").first()).toBeVisible();
  // its menu, and the editor of a job's data
  await page.locator('main button[aria-haspopup="menu"]').first().click();
  await page.getByRole("menuitem", { name: "Add job" }).click();
  await expect(page.getByRole("dialog").getByText("Job data", { exact: true })).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test("the board is not there for an editor, and sends a stranger to sign in", async () => {
  const editor = await signInByRequest(await addAccount("operations", "editor"));
  const anonymous = await signInByRequest(null);
  for (const path of [BOARD, `${BOARD}/queue/eucalypt`, `${BOARD}/api/queues`, `${BOARD}/static/images/logo.svg`]) {
    expect((await editor.get(path)).status(), path).toBe(404);
  }
  expect((await editor.put(`${BOARD}/api/queues/pause`)).status()).toBe(404);

  const sentOn = await anonymous.get(`${BOARD}/queue/eucalypt?status=failed`);
  expect(sentOn.status()).toBe(307);
  expect(sentOn.headers().location).toBe(
    `/sign-in?callback=${encodeURIComponent(`${BOARD}/queue/eucalypt?status=failed`)}`,
  );
  expect((await anonymous.get(`${BOARD}/api/queues`)).status()).toBe(401);
  expect((await anonymous.put(`${BOARD}/api/queues/pause`)).status()).toBe(401);
  await editor.dispose();
  await anonymous.dispose();
});

test("an owner's deed on the board reaches the queue", async () => {
  const owner = await signInByRequest({ id: "", ...platform.owner });
  const added = await owner.post(`${BOARD}/api/queues/eucalypt/add`, {
    data: { name: "sweep-leases", data: {}, options: {} },
    headers: { origin: platform.webUrl },
  });
  expect(added.status()).toBe(200);
  const jobId = (await added.json()).job.id;
  const status = async () => (await (await owner.get(`${BOARD}/api/queues/eucalypt/${jobId}`)).json()).status;
  await expect.poll(status).toBe("completed");
  await owner.dispose();
});

test("an owner's request from another site changes nothing, and the board runs no script but its own", async () => {
  const owner = await signInByRequest({ id: "", ...platform.owner });
  const pause = (origin: string) => owner.put(`${BOARD}/api/queues/eucalypt/pause`, { headers: { origin } });
  expect((await pause("https://elsewhere.example")).status()).toBe(403);
  const { queues } = await (await owner.get(`${BOARD}/api/queues`)).json();
  expect(queues.map(({ name, isPaused }: { name: string; isPaused: boolean }) => [name, isPaused])).toContainEqual([
    "eucalypt",
    false,
  ]);
  const headers = (await owner.get(BOARD)).headers();
  expect(headers["content-security-policy"]).toContain("script-src 'self';");
  expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store" });
  await owner.dispose();
});

test("the metrics open to the token and to an owner, and tell of queues and of a worker", async () => {
  const anonymous = await signInByRequest(null);
  const editor = await signInByRequest(await addAccount("metrics", "editor"));
  const owner = await signInByRequest({ id: "", ...platform.owner });
  expect((await anonymous.get("/metrics")).status()).toBe(401);
  expect((await editor.get("/metrics")).status()).toBe(403);
  expect((await owner.get("/metrics")).status()).toBe(200);

  const get = () => anonymous.get("/metrics", { headers: { Authorization: `Bearer ${platform.metricsToken}` } });
  await expect
    .poll(async () => (await get()).text())
    .toMatch(/^process_resident_memory_bytes\{worker="[^"]+:\d+"\} \d/m);
  const answer = await get();
  expect(answer.headers()["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await answer.text()).toMatch(/^eucalypt_queue_jobs\{queue="eucalypt",state="waiting"\} \d+$/m);
  expect(await answer.text()).toMatch(/^eucalypt_up\{store="postgres"\} 1$/m);
  for (const context of [anonymous, editor, owner]) await context.dispose();
});
