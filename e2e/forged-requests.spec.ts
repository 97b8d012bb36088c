import { readdirSync } from "node:fs";
import { join } from "node:path";
import { addStudy } from "@/e2e/support/add-study";
import { type Forged, forgeRequests } from "@/e2e/support/forged-requests";
import { queryPlatform } from "@/e2e/support/mt-bench-study";
import { platform } from "@/e2e/support/platform";
import { expect, test } from "@/e2e/support/test";
import type { RatingReply } from "@/lib/assignments/schema";

const REQUESTS = 1_000;
const AT_ONCE = 8;

test("a thousand forged, replayed, out-of-order and oversized requests change no vote, and none is answered by a fault", async () => {
  test.setTimeout(180_000);
  const routes = listRoutes();
  expect(routes.length).toBeGreaterThanOrEqual(7);
  const { studyId, slug } = await addStudy({ prompts: 8, votesPerComparison: 4 });
  const [attacker, other] = [await enter(slug), await enter(slug)];
  const answered: { path: string; body: string }[] = [];
  for (const rater of [attacker, other, attacker]) await vote(slug, rater, rater === attacker ? answered : []);
  const [ownHeld, othersHeld] = [attacker.reply.pairs[0]?.assignmentId, other.reply.pairs[0]?.assignmentId];
  const before = await listVotes(studyId);
  expect(before).toHaveLength(3);

  const forged = forgeRequests(REQUESTS, "2023", routes, {
    slug,
    cookie: attacker.cookie,
    othersDone: other.voted.at(-1) ?? "",
    othersHeld: othersHeld ?? "",
    ownDone: { assignmentId: attacker.voted[0] ?? "", revision: 0 },
    ownHeld: ownHeld ?? "",
    answered,
  });
  const statuses = new Map<string, number>();
  const faults: string[] = [];
  for (let start = 0; start < forged.length; start += AT_ONCE) {
    const batch = forged.slice(start, start + AT_ONCE);
    for (const [index, { status, text }] of (await Promise.all(batch.map(send))).entries()) {
      const { kind, method, path, body } = batch[index] as Forged;
      statuses.set(`${status}`, (statuses.get(`${status}`) ?? 0) + 1);
      const wrong = status >= 500 || /\bat .*\.(js|ts):\d+/.test(text) || /syntax error|postgres|prisma/i.test(text);
      if (wrong)
        faults.push(`${kind}: ${method} ${path} ${(body ?? "").slice(0, 200)} → ${status} ${text.slice(0, 200)}`);
    }
  }
  console.log(`${REQUESTS} requests over ${routes.length} routes: ${JSON.stringify(Object.fromEntries(statuses))}`);
  expect(faults).toEqual([]);
  expect(await listVotes(studyId)).toEqual(before);
  expect(await countUneven(studyId)).toBe(0);

  // and the same study goes on as if nothing had been
  await vote(slug, other, []);
  expect(await listVotes(studyId)).toHaveLength(4);
});

/** Every route that a rater's browser or a platform writes to. */
function listRoutes(): string[] {
  const routes = ["rating", "webhooks"].flatMap((folder) => {
    const files = readdirSync(join(process.cwd(), "app", "api", folder), { recursive: true }).map(String);
    return files
      .filter((file) => file.endsWith("route.ts"))
      .map((file) => join(folder, file.replace(/\/route\.ts$/, "")));
  });
  // whoever withdraws takes their votes with them: that is what it is for
  return routes.filter((route) => !route.endsWith("/withdraw")).sort();
}

type Rater = { cookie: string; reply: RatingReply; voted: string[] };

async function enter(slug: string): Promise<Rater> {
  const body = JSON.stringify({ consentVersion: "1" });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${platform.webUrl}/api/rating/${slug}/session`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  const cookie = (answer.headers.get("set-cookie")?.match(/rater-[^;]+/)?.[0] ?? "").split(";")[0] ?? "";
  return { cookie, reply: await answer.json(), voted: [] };
}

async function vote(slug: string, rater: Rater, answered: { path: string; body: string }[]): Promise<void> {
  const assignmentId = rater.reply.pairs[0]?.assignmentId ?? "";
  const path = `/api/rating/${slug}/votes`;
  const timing = { layout: "stacked", decisionMs: 5000, have: [] };
  const body = JSON.stringify({ assignmentId, revision: 0, choice: "first", ...timing });
  const headers = { "content-type": "application/json", cookie: rater.cookie };
  const answer = await fetch(`${platform.webUrl}${path}`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  rater.reply = await answer.json();
  rater.voted.push(assignmentId);
  answered.push({ path, body });
}

async function send({ path, method, headers, body }: Forged): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(`${platform.webUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 599, text: String(error) };
  }
}

/** Every revision, in full. */
async function listVotes(studyId: string): Promise<unknown[]> {
  return await queryPlatform(
    `SELECT v.*, a.state, a.first_is_a, a.layout FROM votes v JOIN assignments a ON a.id = v.assignment_id
     JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 ORDER BY v.id`,
    [studyId],
  );
}

/** Comparisons whose counts are not those of their assignments. */
async function countUneven(studyId: string): Promise<number> {
  const rows = await queryPlatform(
    `SELECT FROM comparisons c WHERE c.study_id = $1 AND ROW (c.open, c.done) IS DISTINCT FROM (
       SELECT ROW (count(*) FILTER (WHERE a.state = 'open')::int, count(*) FILTER (WHERE a.state = 'done')::int)
       FROM assignments a WHERE a.comparison_id = c.id AND NOT a.is_repeat)`,
    [studyId],
  );
  return rows.length;
}
