import { inflateRawSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { answerCall } from "@/app/api/v1/answer-call";
import { isFile } from "@/app/api/v1/operation";
import { operations } from "@/app/api/v1/operations/registry";
import { toCursor } from "@/app/api/v1/page-of";
import { createAccount } from "@/lib/auth/account-commands";
import { OPERATOR } from "@/lib/auth/actor";
import { createToken, revokeToken } from "@/lib/auth/tokens/commands";
import { listTokens } from "@/lib/auth/tokens/queries";
import { SCOPES, type Scope } from "@/lib/auth/tokens/scopes";
import { getPrisma } from "@/lib/db/prisma";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { addRater, castVotes } from "@/lib/results/testing/cast-votes";
import { createStudy } from "@/lib/studies/commands/create-study";
import { openStudy } from "@/lib/studies/commands/open-study";
import { shareStudy } from "@/lib/studies/commands/share-study";
import { makePlainTexts } from "@/lib/studies/testing/make-texts";

const MODELS = ["one", "two"] as [string, string];
const ANN = "ann@example.org";
const VIC = "vic@example.org";
const EVE = "eve@example.org";

withTestDatabase();

let token: string;

beforeAll(async () => {
  await createAccount(OPERATOR, { email: ANN, role: "editor" });
  await createAccount(OPERATOR, { email: VIC, role: "viewer" });
  await createAccount(OPERATOR, { email: EVE, role: "editor" });
  await makePlainTexts("set", 4, MODELS);
  const { id } = await createStudy(OPERATOR, { name: "a study", template: "arena", sets: ["set"], models: MODELS });
  await openStudy(OPERATOR, id);
  await shareStudy(OPERATOR, "a study", { email: ANN, role: "owner" });
  await shareStudy(OPERATOR, "a study", { email: VIC, role: "viewer" });
  const raterId = await addRater("a study", "rater-1");
  await castVotes({ study: "a study", raterId, prompt: "p1", models: MODELS, choices: ["first"] });
  token = await makeToken(ANN, SCOPES);
});

async function makeToken(email: string, scopes: Scope[]): Promise<string> {
  return (await createToken(OPERATOR, { name: "test", scopes }, email)).token;
}

type Sent = { method?: string; with?: string; headers?: Record<string, string>; body?: unknown; file?: string };

async function call(path: string, { method = "GET", with: bearer = token, headers = {}, body, file }: Sent = {}) {
  const url = new URL(`https://example.org/api/v1${path}`);
  const request = new Request(url, {
    method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const response = await answerCall(request, url.pathname.split("/").slice(3));
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString("utf8");
  const isJson = response.headers.get("content-type")?.includes("json");
  const json = isJson && text ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, bytes, text, json };
}

test("a token reaches as far as its scopes, its account and its life, and no further", async () => {
  const path = "/studies/a%20study";
  expect((await call(path, { headers: { authorization: "" } })).status).toBe(401);
  expect((await call(path, { with: "euc_nothing" })).status).toBe(401);
  const reader = await makeToken(ANN, ["studies:read"]);
  expect((await call(path, { with: reader })).status).toBe(200);
  const refused = await call(`${path}/votes.csv`, { with: reader });
  expect([refused.status, refused.json.error.message]).toEqual([403, expect.stringContaining("votes:read")]);

  expect((await call(path)).text).not.toContain("example.org");

  // no member: as if it were not there; a viewer: reads and does not write
  expect((await call(path, { with: await makeToken(EVE, SCOPES) })).status).toBe(404);
  const viewer = await makeToken(VIC, SCOPES);
  expect((await call(path, { with: viewer })).status).toBe(200);
  expect((await call(`${path}/pause`, { method: "POST", with: viewer })).status).toBe(403);

  await getPrisma().apiToken.updateMany({ where: { prefix: reader.slice(0, 12) }, data: { expiresAt: new Date(0) } });
  const over = await call(path, { with: reader });
  expect([over.status, over.json.error.message]).toEqual([401, expect.stringContaining("run out")]);
  const [newest] = await listTokens(OPERATOR, VIC);
  expect(newest?.lastUsedAt).not.toBeNull();
  await revokeToken(OPERATOR, newest?.id ?? "", VIC);
  expect((await call(path, { with: viewer })).status).toBe(401);
  expect(JSON.stringify(await getPrisma().apiToken.findMany())).not.toContain(viewer.slice(12));
});

test("who tries one token after another has to wait, and is told how long; a token that is one is not held up by it", async () => {
  const from = { "x-forwarded-for": "192.0.2.7" };
  const guess = () => call("/studies", { with: "euc_guess", headers: from });
  const statuses = [];
  for (let tries = 0; tries < 31; tries++) statuses.push((await guess()).status);
  expect([new Set(statuses.slice(0, 30)), statuses[30]]).toEqual([new Set([401]), 429]);
  expect(Number((await guess()).headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await call("/studies", { headers: from })).status).toBe(200);
});

test("each reply that can be had without changing anything is what its schema says", async () => {
  const params: Record<string, string> = { study: "a%20study", set: "set", format: "arena", model: "one" };
  for (const { method, path, reply } of operations.filter((each) => each.method === "GET")) {
    // there is none of these here
    if (/\{(run|slug)\}/.test(path)) continue;
    const answer = await call(
      path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ""),
      { method },
    );
    expect([path, answer.status, answer.status === 200 ? "" : answer.text]).toEqual([path, 200, ""]);
    if (isFile(reply)) expect(answer.text.length).toBeGreaterThan(10);
    else expect(z.parse(reply, answer.json), path).toEqual(answer.json);
  }
});

test("pages, tags, and refusals in words", async () => {
  const first = await call("/prompt-sets/set/prompts?limit=3");
  expect(first.json.items.map(({ externalId }: { externalId: string }) => externalId)).toEqual(["p1", "p2", "p3"]);
  const next = /<\/api\/v1(.+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  const second = await call(next);
  expect(second.json).toMatchObject({ items: [{ externalId: "p4" }], next: null });
  const tag = first.headers.get("etag") ?? "";
  const again = await call("/prompt-sets/set/prompts?limit=3", { headers: { "if-none-match": tag } });
  expect([again.status, again.text]).toEqual([304, ""]);

  // a version that is sealed meanwhile is not what the second page goes on with
  const file = [1, 2, 3, 4, 5].map((n) => `{"id": "q${n}", "prompt": "Another prompt ${n}"}`).join("\n");
  const uploaded = await call("/prompt-sets?format=jsonl&set=set", { method: "POST", file });
  expect([uploaded.status, uploaded.json.status]).toEqual([200, "imported"]);
  expect((await call(next)).text).toBe(second.text);
  expect((await call("/prompt-sets/set/prompts")).json.items).toHaveLength(5);
  expect((await call(`/prompt-sets/set/prompts?after=${toCursor("not.ours")}`)).status).toBe(400);

  const head = await call("/studies", { method: "HEAD" });
  expect([head.status, head.text, head.headers.get("etag") !== null]).toEqual([200, "", true]);
  expect((await call("/studies", { method: "PUT" })).json.error.code).toBe("not_found");
  expect((await call("/studies?limit=0")).json.error.message).toContain("limit");
  expect((await call("/nothing")).status).toBe(404);
  expect((await call("/studies", { method: "POST", body: { name: 3 } })).status).toBe(400);
  const basic = Buffer.from(`token:${token}`).toString("base64");
  const csv = await call("/studies/a%20study/votes.csv", { headers: { authorization: `Basic ${basic}` } });
  expect(csv.text.split("\n")).toHaveLength(3);
});

test("a download has a tag that moves with each vote, each flag and each exclusion, and with nothing else", async () => {
  const path = "/studies/a%20study/exports/csv";
  const load = (known = "") => call(path, { headers: { "if-none-match": known } });
  let last = await load();
  const expectMoved = async (what: string) => {
    const now = await load(last.headers.get("etag") ?? "");
    expect([what, now.status]).toEqual([what, 200]);
    last = now;
  };
  expect((await load(`W/${last.headers.get("etag")}`)).status).toBe(304);
  expect((await call("/studies/a%20study/exports/arena")).headers.get("etag")).not.toBe(last.headers.get("etag"));
  const { id: assignmentId } = await getPrisma().assignment.findFirstOrThrow();
  await getPrisma().flag.create({ data: { assignmentId, side: "first", reason: "broken" } });
  await expectMoved("a flag");
  expect(last.text).toContain("first:broken");
  await excludeRater(OPERATOR, "a study", { pseudonym: "rater-1", reason: "asked to leave" });
  await expectMoved("an exclusion");
  await undoExclusion(OPERATOR, "a study", "rater-1");
  await expectMoved("an exclusion taken back");
  expect((await load(last.headers.get("etag") ?? "")).status).toBe(304);
  // who may not have it does not learn that it is unchanged
  const eve = await makeToken(EVE, SCOPES);
  const known = { "if-none-match": last.headers.get("etag") ?? "" };
  expect((await call(path, { with: eve, headers: known })).status).toBe(404);
});

test("a study goes there and back as its file, a rater is left out and taken in again", async () => {
  const { json: file } = await call("/studies/a%20study/file");
  const made = await call("/studies", { method: "POST", body: { ...file, name: "a copy" } });
  expect([made.status, made.json]).toEqual([201, expect.objectContaining({ name: "a copy" })]);
  expect((await call("/studies/a%20copy/file")).json).toEqual({ ...file, name: "a copy" });

  const exclusion = "/studies/a%20study/raters/rater-1/exclusion";
  const out = await call(exclusion, { method: "POST", body: { reason: "asked to leave" } });
  expect(out.status).toBe(201);
  expect((await call("/studies/a%20study/results")).json.votes).toBe(0);
  expect((await call(exclusion, { method: "DELETE" })).json).toEqual({ restored: 1, released: 0, isBack: true });
  expect((await call("/studies/a%20study/pause", { method: "POST" })).json).toEqual({ status: "paused" });
});

/** What stands first in a zip. */
function unzipFirst(zip: Buffer): { name: string; text: string } {
  const [name, extra] = [zip.readUInt16LE(26), zip.readUInt16LE(28)];
  const text = inflateRawSync(zip.subarray(30 + name + extra)).toString("utf8");
  return { name: zip.toString("utf8", 30, 30 + name), text };
}

test("a dataset is a zip of the votes and the card that the Hub reads, and is refused with the field that is wrong", async () => {
  const { status, headers, bytes } = await call("/studies/a%20study/dataset.zip?licence=cc-by-4.0");
  expect([status, headers.get("content-type")]).toEqual([200, "application/zip"]);
  const { name, text } = unzipFirst(bytes);
  expect(name).toMatch(/\/README\.md$/);
  const file = /path: "(.*\.parquet)"/.exec(text)?.[1] ?? "no file";
  expect(text).toContain('license: "cc-by-4.0"');
  expect(text).toContain("- Rows: 1, from 1 of 1 votes.");
  expect(bytes.includes(`/${file}`)).toBe(true);
  const jsonl = await call("/studies/a%20study/dataset.zip?format=dpo&aggregation=majority");
  expect(unzipFirst(jsonl.bytes).text).toContain('.jsonl"');
  const refused = await call("/studies/a%20study/dataset.zip?licence=CC%20BY");
  expect([refused.status, refused.json.error.message]).toEqual([400, expect.stringContaining("cc-by-4.0")]);
  expect((await call("/studies/none/dataset.zip")).status).toBe(404);
});

test("the paper's bundle has a tag, and is not sent again to who has it", async () => {
  const path = "/studies/a%20study/bundle.zip";
  const first = await call(path);
  expect([first.status, unzipFirst(first.bytes).name]).toEqual([200, expect.stringMatching(/^a-study-paper-/)]);
  const again = await call(path, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
});
