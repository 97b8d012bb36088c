import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { OPERATOR, type RaterActor, WORKER } from "@/lib/auth/actor";
import { decidePay, purgeParticipations } from "@/lib/crowd/commands/decide-pay";
import { joinStudy } from "@/lib/crowd/commands/join-study";
import { syncProlific } from "@/lib/crowd/commands/sync-prolific";
import { takeProlificWebhook } from "@/lib/crowd/commands/take-prolific-webhook";
import { getPayQueue } from "@/lib/crowd/queries/pay-queue";
import { joinRequestSchema } from "@/lib/crowd/schema";
import { answerStep } from "@/lib/crowd/steps/answer-step";
import { openSessionStudy, type SessionStudy } from "@/lib/crowd/testing/open-session-study";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { hashRaterToken } from "@/lib/raters/session";
import { recordVote } from "@/lib/votes/commands/record-vote";

const SECRET = "a-secret-of-prolific's";
const CODES = { completedCode: "DONE1234", failedChecksCode: "FAIL1234" };
const SHORT = { demographics: [], comprehension: [], practice: [], asksBlindness: false, asksFeedback: false };

withTestDatabase();

let server: Server;
/** What Prolific was asked, and what it says of submissions. */
const asked: { method: string; path: string; body: Record<string, unknown>; token: string }[] = [];
const statuses = new Map<string, string>();
let refuses = false;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      asked.push({
        method: request.method ?? "",
        path,
        body: body ? JSON.parse(body) : {},
        token: request.headers.authorization ?? "",
      });
      response.writeHead(refuses ? 400 : 200, { "content-type": "application/json" });
      if (refuses) return response.end(JSON.stringify({ error: { detail: "The submission is not awaiting review." } }));
      const results = [...statuses].map(([id, status]) => ({ id, status }));
      response.end(JSON.stringify(path.includes("/submissions/?") ? { results } : { id: "bonus-1" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("PROLIFIC_BASE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("PROLIFIC_API_TOKEN", "token-1");
  vi.stubEnv("PROLIFIC_WEBHOOK_SECRET", SECRET);
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
});

beforeEach(() => {
  asked.length = 0;
  statuses.clear();
  refuses = false;
});

async function open(more: object = {}): Promise<SessionStudy> {
  return await openSessionStudy({
    prompts: 6,
    session: { ...SHORT, ...more },
    ways: { prolific: { ...CODES, prolificStudyId: "study-1" } },
  });
}

async function join(study: SessionStudy, id: string): Promise<RaterActor> {
  const arrival = `?PROLIFIC_PID=pid-${id}&STUDY_ID=study-1&SESSION_ID=session-${id}`;
  const input = joinRequestSchema.parse({ consentVersion: "1", arrival });
  const { token } = await joinStudy(study.slug, input, { accountId: null, browserMark: null, hasSession: false });
  return { kind: "rater", slug: study.slug, tokenHash: hashRaterToken(token ?? "") };
}

async function finish(actor: RaterActor, choice: "first" | "tie" = "first"): Promise<void> {
  for (let reply = await takePairs(actor, []); reply.state === "rating"; ) {
    const pair = reply.pairs[0]?.pair;
    if (!pair) throw new Error("no pair");
    const vote = { assignmentId: pair.assignmentId, revision: pair.revision, choice };
    reply = await recordVote(actor, { ...vote, layout: "stacked", decisionMs: 8_000, have: [] });
  }
  await answerStep(actor, { kind: "look" });
}

function sign(body: object, at = Date.now() / 1000) {
  const [text, timestamp] = [JSON.stringify(body), String(Math.floor(at))];
  const signature = createHmac("sha256", SECRET).update(`${timestamp}${text}`).digest("base64");
  return { timestamp, signature, body: text };
}

function message(id: string, status: string) {
  return { event_type: "submission.status.change", resource_id: `session-${id}`, status };
}

async function only(study: SessionStudy) {
  const { entries } = await getPayQueue(OPERATOR, study.name);
  const [entry] = entries;
  if (!entry) throw new Error("nobody is in the queue");
  return entry;
}

test("a signed message moves a submission once; a forged, late or repeated one moves nothing", async () => {
  const study = await open();
  await join(study, "a");
  const good = sign(message("a", "RETURNED"));
  await expect(takeProlificWebhook({ ...good, signature: "AAAA" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(takeProlificWebhook({ ...good, body: good.body.replace("RETURNED", "APPROVED") })).rejects.toThrow();
  const old = sign(message("a", "RETURNED"), Date.now() / 1000 - 3600);
  await expect(takeProlificWebhook(old)).rejects.toMatchObject({ code: "forbidden" });
  expect((await only(study)).state).toBe("active");

  const held =
    "SELECT FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 AND a.state = 'open'";
  await takePairs(await join(study, "a"), []);
  expect((await getPool().query(held, [study.studyId])).rowCount).toBe(2);
  await takeProlificWebhook(good);
  expect((await only(study)).state).toBe("returned");
  // who returned it will not come back: the pairs are others' again
  expect((await getPool().query(held, [study.studyId])).rowCount).toBe(0);
  await getPool().query("UPDATE participations SET pay_state = 'active' WHERE study_id = $1", [study.studyId]);
  await takeProlificWebhook(good).catch(() => {});
  expect((await only(study)).state).toBe("active");
  // of another workspace's study, or of a kind that we do not know
  await takeProlificWebhook(sign(message("nobody", "APPROVED")));
  await takeProlificWebhook(sign({ event_type: "study.status.change", resource_id: "study-1", status: "ACTIVE" }));
});

test("approving, asking to return and a bonus reach Prolific, once; a refusal changes nothing and is told", async () => {
  const study = await open();
  for (const id of ["b", "c"]) await finish(await join(study, id));
  const [one, two] = (await getPayQueue(OPERATOR, study.name)).entries;
  expect(one?.state).toBe("pending");
  refuses = true;
  const approve = { pseudonym: one?.pseudonym ?? "", decision: "approve" as const };
  await expect(decidePay(OPERATOR, study.name, approve)).rejects.toMatchObject({ code: "unavailable" });
  const [after] = (await getPayQueue(OPERATOR, study.name)).entries.filter(
    ({ pseudonym }) => pseudonym === one?.pseudonym,
  );
  expect(after).toMatchObject({ state: "pending" });
  expect(after?.error).toContain("Prolific");

  refuses = false;
  asked.length = 0;
  expect(await decidePay(OPERATOR, study.name, approve)).toBe(true);
  await expect(decidePay(OPERATOR, study.name, approve)).rejects.toMatchObject({ code: "conflict" });
  await decidePay(OPERATOR, study.name, { pseudonym: two?.pseudonym ?? "", decision: "ask_to_return" });
  await decidePay(OPERATOR, study.name, { ...approve, decision: "bonus", amountMicros: 1_500_000 });
  expect(asked.map(({ method, path }) => `${method} ${path.replace(/session-\w/, "S")}`)).toEqual([
    "POST /api/v1/submissions/S/transition/",
    "POST /api/v1/submissions/S/request-return/",
    "POST /api/v1/submissions/bonus-payments/",
    "POST /api/v1/bulk-bonus-payments/bonus-1/pay/",
  ]);
  expect(asked[0]).toMatchObject({ body: { action: "APPROVE" }, token: "Token token-1" });
  expect(String(asked[2]?.body.csv_bonuses)).toContain("1.5");
  const audit = await getPool().query("SELECT FROM audit_events WHERE action = 'pay.decide' AND subject_id = $1", [
    study.studyId,
  ]);
  expect(audit.rowCount).toBe(3);
});

test("a rejection needs failed attention checks: an exclusion is none, and changes no pay", async () => {
  const study = await open();
  await finish(await join(study, "d"));
  const { pseudonym } = await only(study);
  await excludeRater(OPERATOR, study.name, { pseudonym, reason: "told us that they guessed" });
  expect(await only(study)).toMatchObject({ isExcluded: true, state: "pending", mayReject: false });
  const refused = decidePay(OPERATOR, study.name, { pseudonym, decision: "reject" });
  await expect(refused).rejects.toMatchObject({ code: "conflict" });
  expect(asked).toEqual([]);

  const checked = await open({ attentionShare: 0.5 });
  await finish(await join(checked, "e"), "tie");
  const careless = await only(checked);
  expect(careless.attentionFailures).toBeGreaterThanOrEqual(2);
  await decidePay(OPERATOR, checked.name, { pseudonym: careless.pseudonym, decision: "reject" });
  expect(asked.at(-1)?.body).toMatchObject({ action: "REJECT" });
  expect((await only(checked)).state).toBe("rejected");
});

test("what Prolific says of submissions is asked after; ids are purged when all are paid, and never before", async () => {
  const study = await open();
  await finish(await join(study, "f"));
  statuses.set("session-f", "APPROVED");
  await expect(purgeParticipations(OPERATOR, study.name)).rejects.toMatchObject({ code: "conflict" });
  await syncProlific(WORKER, study.name);
  expect(await only(study)).toMatchObject({ state: "approved", platformState: "APPROVED" });
  await purgeParticipations(OPERATOR, study.name);
  const { rows } = await getPool().query(
    "SELECT participant_id, submission_id, details FROM participations WHERE study_id = $1",
    [study.studyId],
  );
  expect(rows).toEqual([{ participant_id: null, submission_id: null, details: null }]);
});
