import { randomBytes } from "node:crypto";
import type { APIRequestContext, Browser, Page, Request } from "@playwright/test";
import { addAccount, signInByRequest, type TestAccount } from "@/e2e/support/accounts";
import { addRun } from "@/e2e/support/add-run";
import { addStudy } from "@/e2e/support/add-study";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";

const ROLES = ["anonymous", "stranger", "viewer", "editor", "owner"] as const;
const MEMBERS = ["viewer", "editor", "owner"] as const;
type Role = (typeof ROLES)[number];

/** A stranger may make studies, but is no member of this one; the viewer only reads in the installation, too. */
const accounts = {} as Record<Exclude<Role, "anonymous">, TestAccount>;
const as = {} as Record<Role, APIRequestContext>;

test.beforeAll(async () => {
  for (const role of ["stranger", ...MEMBERS] as const) {
    accounts[role] = await addAccount(role, role === "viewer" ? "viewer" : "editor");
    as[role] = await signInByRequest(accounts[role]);
  }
  as.anonymous = await signInByRequest(null);
});

test.afterAll(async () => {
  for (const context of Object.values(as)) await context.dispose();
});

/** An open study with one member of each role. */
async function addSharedStudy(): Promise<string> {
  const { studyId, name } = await addStudy({ prompts: 2 });
  for (const role of MEMBERS) {
    await queryPlatform(`INSERT INTO study_members (study_id, account_id, role) VALUES ($1, $2, $3::"Role")`, [
      studyId,
      accounts[role].id,
      role,
    ]);
  }
  return name;
}

/** Names of one length, so that one can stand for another in a recorded request. */
const newName = () => `study-${randomBytes(5).toString("hex")}`;

async function addSharedDraft(): Promise<string> {
  const [base, name] = [await addSharedStudy(), newName()];
  await queryPlatform(
    `WITH base AS (SELECT * FROM studies WHERE name = $1), made AS (
       INSERT INTO studies (id, name, slug, template, protocol, status)
       SELECT gen_random_uuid(), $2, $2, template, protocol, 'draft' FROM base RETURNING id)
     INSERT INTO study_members (study_id, account_id, role)
     SELECT made.id, m.account_id, m.role FROM made, study_members m JOIN base ON base.id = m.study_id`,
    [base, name],
  );
  return name;
}

const statuses = async (get: (role: Role) => Promise<{ status(): number }>) =>
  Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, (await get(role)).status()])));

const ALL_SIGNED_IN = { stranger: 200, viewer: 200, editor: 200, owner: 200 };
const MEMBERS_ONLY = { stranger: 404, viewer: 200, editor: 200, owner: 200 };

test("pages of the installation open to whoever is signed in, and send others to sign in", async () => {
  const [set] = await queryPlatform<{ name: string }>(
    "SELECT name FROM prompt_sets WHERE sealed_at IS NOT NULL LIMIT 1",
  );
  const { run, model } = await addRun();
  const paths = [
    ...["/studio/models/new", `/studio/models/${model}`, "/studio/runs", "/studio/runs/new", `/studio/runs/${run}`],
    ...["/studio/studies", "/studio/studies/new", "/studio/studies/import", "/studio/models", "/studio/models/import"],
    ...["/studio/prompts", "/studio/prompts/import", `/studio/prompts/${encodeURIComponent(set?.name ?? "")}`],
    "/studio/account",
  ];
  for (const path of paths) {
    expect(await statuses((role) => as[role].get(path)), path).toEqual({ anonymous: 307, ...ALL_SIGNED_IN });
    const { location } = (await as.anonymous.get(path)).headers();
    expect(new URL(location ?? "", platform.webUrl).pathname).toBe("/sign-in");
  }
});

test("a run's events are for whoever is signed in, and end with a run that is over", async () => {
  const { run } = await addRun();
  const events = await as.viewer.get(`/api/runs/${run}/events`);
  expect(events.headers()["content-type"]).toContain("text/event-stream");
  expect(events.headers()["content-encoding"], "compressed, it would be held back").toBeUndefined();
  const [, told] = /^data: (.*)$/m.exec(await events.text()) ?? [];
  expect(JSON.parse(told ?? "")).toMatchObject({ id: run, state: "done", failed: 1 });
  expect((await as.anonymous.get(`/api/runs/${run}/events`)).status()).toBe(401);
  expect((await as.viewer.get("/api/runs/no-such-run/events")).status()).toBe(404);
});

test("a viewer is shown nothing on a model or a run that would be refused", async ({ browser }) => {
  const { run, model } = await addRun();
  const page = await openAs(browser, "viewer");
  await page.goto(`/studio/runs/${run}`);
  await expect(page.getByRole("heading", { level: 1, name: /^Run over / })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
  await page.goto(`/studio/models/${model}`);
  await expect(page.getByRole("heading", { level: 1, name: model })).toBeVisible();
  // it sends nothing, and so anyone may
  await expect(page.getByRole("main").getByRole("button")).toHaveText(["Show the request"]);
  await page.context().close();
});

test("a study's pages are there for its members, and not there for anyone else", async () => {
  const home = `/studio/studies/${await addSharedStudy()}`;
  for (const tab of ["", "/results", "/raters", "/protocol", "/settings"]) {
    expect(await statuses((role) => as[role].get(home + tab)), tab).toEqual({ anonymous: 307, ...MEMBERS_ONLY });
  }
});

test("a study's name is in no stranger's list", async () => {
  const name = await addSharedStudy();
  for (const role of ["stranger", ...MEMBERS] as const) {
    const list = await (await as[role].get("/studio/studies")).text();
    expect(list.includes(name), role).toBe(role !== "stranger");
  }
});

test("a study's results leave by the API for its members only, until they are published", async () => {
  const name = await addSharedStudy();
  const api = `/api/studies/${name}`;
  const votes = () => statuses((role) => as[role].get(`${api}/votes.csv`));
  const published = ["results", "figure.svg"];
  for (const part of published) {
    expect(await statuses((role) => as[role].get(`${api}/${part}`)), part).toEqual({ anonymous: 404, ...MEMBERS_ONLY });
  }
  expect(await votes()).toEqual({ anonymous: 401, ...MEMBERS_ONLY });
  expect((await as.anonymous.get(`/results/${name}`)).status()).toBe(404);

  await queryPlatform("UPDATE studies SET published_at = now() WHERE name = $1", [name]);
  for (const part of published) {
    const anyone = { anonymous: 200, ...ALL_SIGNED_IN };
    expect(await statuses((role) => as[role].get(`${api}/${part}`)), part).toEqual(anyone);
  }
  expect(await votes(), "single votes stay with the members").toEqual({ anonymous: 401, ...MEMBERS_ONLY });
  expect((await as.anonymous.get(`/results/${name}`)).status()).toBe(200);
});

test("only those who may write in the installation import, and not from another site", async () => {
  const upload = (role: Role, kind: string, headers = {}) => {
    const target = kind === "votes" ? "study=nowhere" : "set=nowhere";
    return as[role].post(`/api/uploads/${kind}?format=csv&${target}`, {
      data: Buffer.from("wrong,heads\n1,2\n"),
      headers,
    });
  };
  for (const kind of ["prompts", "responses", "votes"]) {
    const { anonymous, viewer, ...writers } = await statuses((role) => upload(role, kind));
    expect({ anonymous, viewer }, kind).toEqual({ anonymous: 401, viewer: 403 });
    for (const status of Object.values(writers)) expect([400, 404]).toContain(status);
    expect((await upload("owner", kind, { origin: "https://elsewhere.example" })).status()).toBe(403);
  }
  expect((await upload("owner", "secrets")).status()).toBe(404);
});

type Deed = { may: readonly Role[]; before?: string; has: string; target?: () => Promise<string> };

/** What each action is to change, as SQL over `studies s`; who may make it do so. */
const DEEDS: Record<string, Deed> = {
  pause: { may: ["editor", "owner"], has: "s.status = 'paused'" },
  reopen: { may: ["editor", "owner"], before: "status = 'paused'", has: "s.status = 'open'" },
  close: { may: ["owner"], has: "s.status = 'closed'" },
  publish: { may: ["owner"], has: "s.published_at IS NOT NULL" },
  unpublish: { may: ["owner"], before: "published_at = now()", has: "s.published_at IS NULL" },
  share: {
    may: ["owner"],
    has: "EXISTS (SELECT FROM study_members m WHERE m.study_id = s.id AND m.account_id = $2 AND $2 IS NOT NULL)",
  },
  change: { may: ["editor", "owner"], has: "s.protocol ->> 'raterTitle' = 'Another title'", target: addSharedDraft },
};

test("an action does what it says for those who may, and nothing for others who send the same request", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const recorded = await recordActions(browser);
  for (const [name, deed] of Object.entries(DEEDS)) {
    for (const role of ROLES) {
      const study = await (deed.target ?? addSharedStudy)();
      if (deed.before) await queryPlatform(`UPDATE studies SET ${deed.before} WHERE name = $1`, [study]);
      await replay(role, recorded[name], study);
      expect(await hasHappened(deed, study), `${name} by ${role}`).toBe(deed.may.includes(role));
    }
  }
});

test("who may write in the installation makes studies, and others do not", async ({ browser }) => {
  const page = await openAs(browser, "owner");
  const { name, request } = await recordCreation(page);
  await page.context().close();
  for (const role of ROLES) {
    const wanted = newName();
    await replay(role, { request, study: name }, wanted);
    const made = await queryPlatform("SELECT 1 FROM studies WHERE name = $1", [wanted]);
    expect(made.length === 1, role).toBe(["stranger", "editor", "owner"].includes(role));
  }
});

test("a viewer is shown no button that would be refused", async ({ browser }) => {
  const home = `/studio/studies/${await addSharedStudy()}`;
  const page = await openAs(browser, "viewer");
  for (const tab of ["", "/settings"]) {
    await page.goto(home + tab);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const buttons = page
      .getByRole("main")
      .getByRole("button")
      .filter({ hasNotText: /Copy|Leave/ });
    await expect(buttons).toHaveCount(0);
  }
  await page.context().close();
});

async function hasHappened({ has }: Deed, study: string): Promise<boolean> {
  const guest = has.includes("$2") ? [accounts.stranger.id] : [];
  const [row] = await queryPlatform<{ has: boolean }>(`SELECT ${has} AS has FROM studies s WHERE s.name = $1`, [
    study,
    ...guest,
  ]);
  return row?.has ?? false;
}

async function openAs(browser: Browser, role: Role): Promise<Page> {
  const context = await browser.newContext({
    baseURL: platform.webUrl,
    storageState: await as[role].storageState(),
  });
  return context.newPage();
}

type Recorded = { request: Request; study: string };

/** What the browser sends when an owner presses each button, on studies that are there for nothing else. */
async function recordActions(browser: Browser): Promise<Record<string, Recorded>> {
  const page = await openAs(browser, "owner");
  const [study, draft] = [await addSharedStudy(), await addSharedDraft()];
  const recorded: Record<string, Recorded> = {};
  const record = async (name: string, on: string, press: () => Promise<void>) => {
    const sent = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
    await press();
    recorded[name] = { request: await sent, study: on };
    await (await sent).response();
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  await page.goto(`/studio/studies/${study}`);
  await record("pause", study, () => button("Pause").click());
  await record("reopen", study, () => button("Open again").click());
  await page.goto(`/studio/studies/${study}/settings`);
  await button("Publish the results…").click();
  await record("publish", study, () => button("Publish").click());
  await record("unpublish", study, () => button("Take the results back").click());
  await page.getByLabel("E-mail", { exact: true }).fill(accounts.stranger.email);
  await record("share", study, () => button("Add").click());
  await button("Close study…").click();
  await record("close", study, () => button("Close study").click());
  await page.goto(`/studio/studies/${draft}/settings`);
  await page.getByLabel("Title").fill("Another title");
  await record("change", draft, () => button("Save the draft").click());
  await page.context().close();
  return recorded;
}

async function recordCreation(page: Page): Promise<{ name: string; request: Request }> {
  const name = newName();
  await page.goto("/studio/studies/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  const sent = page.waitForRequest((request) => request.headers()["next-action"] !== undefined);
  await page.getByRole("button", { name: "Make the study" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return { name, request: await sent };
}

/** Sends a recorded request again, by another and about another study. */
async function replay(role: Role, recorded: Recorded | undefined, study: string): Promise<void> {
  if (!recorded) throw new Error("Nothing was recorded for this action.");
  const body = recorded.request.postDataBuffer()?.toString("utf8");
  if (!body?.includes(recorded.study)) throw new Error("The recorded request does not name its study.");
  const { "next-action": action, "content-type": type } = recorded.request.headers();
  await as[role].post(new URL(recorded.request.url()).pathname, {
    headers: { "next-action": action ?? "", "content-type": type ?? "", origin: platform.webUrl },
    data: Buffer.from(body.replaceAll(recorded.study, study)),
  });
}
