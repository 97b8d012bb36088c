import "server-only";
import { createHash } from "node:crypto";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { getPairs } from "@/lib/assignments/queries";
import type { Step } from "@/lib/crowd/schema";
import type { FoundRater } from "@/lib/crowd/steps/find-rater";
import { pickText, type Texts } from "@/lib/studies/session-schema";
import { renderMarkdown } from "@/lib/text/render-markdown";

type PracticeStep = Extract<Step, { kind: "practice" }>;
type Explanation = Extract<Step, { kind: "explanation" }>;

type Row = { comparisonId: string; assignmentId: string | null; position: number; isDone: boolean };

async function listPractice(client: pg.PoolClient, { raterId, studyId }: FoundRater): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `SELECT c.id AS "comparisonId", a.id AS "assignmentId", c.position, coalesce(a.state = 'done', false) AS "isDone"
     FROM comparisons c LEFT JOIN assignments a ON a.comparison_id = c.id AND a.rater_id = $2
     WHERE c.study_id = $1 AND c.purpose = 'practice' ORDER BY c.position`,
    [studyId, raterId],
  );
  return rows;
}

/** The next practice pair; null: all are done. The assignment is made when it is first shown. */
export async function nextPractice(client: pg.PoolClient, rater: FoundRater): Promise<PracticeStep | null> {
  const rows = await listPractice(client, rater);
  const next = rows.find(({ isDone }) => !isDone);
  if (!next) return null;
  const id = next.assignmentId ?? (await assign(client, rater, next.comparisonId));
  const [pair] = await getPairs([id], client);
  if (!pair) return null;
  return {
    kind: "practice",
    id,
    number: rows.indexOf(next) + 1,
    total: rows.length,
    prompt: pair.prompt.join(""),
    first: pair.first.join(""),
    second: pair.second.join(""),
    choices: ["first", ...(rater.choices.includes("tie") ? (["tie"] as const) : []), "second"],
  };
}

async function assign(client: pg.PoolClient, { raterId }: FoundRater, comparisonId: string): Promise<string> {
  const id = uuidv7();
  // a side that the id decides is as good as a coin
  const firstIsA = ((createHash("sha256").update(id).digest()[0] ?? 0) & 1) === 1;
  await client.query(
    `INSERT INTO assignments (id, rater_id, comparison_id, state, first_is_a, served_at, lease_until)
     VALUES ($1, $2, $3, 'open', $4, now(), 'infinity')`,
    [id, raterId, comparisonId, firstIsA],
  );
  await client.query(`UPDATE comparisons SET open = open + 1, first_a = first_a + $2 WHERE id = $1`, [
    comparisonId,
    firstIsA ? 1 : 0,
  ]);
  return id;
}

type Judged = {
  firstIsA: boolean;
  isDone: boolean;
  expected: "a" | "b" | "tie";
  explanation: Texts | null;
  chosen: string;
};

/** Records the vote on a practice pair, once, and explains; null: it is not a practice pair of theirs. */
export async function answerPractice(
  client: pg.PoolClient,
  rater: FoundRater,
  { id, choice }: { id: string; choice: "first" | "second" | "tie" },
): Promise<Explanation | null> {
  const { rows } = await client.query<Judged>(
    `SELECT a.first_is_a AS "firstIsA", a.state = 'done' AS "isDone", c.expected::text AS expected, c.explanation,
       (SELECT v.choice::text FROM votes v WHERE v.assignment_id = a.id ORDER BY v.revision DESC LIMIT 1) AS chosen
     FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
     WHERE a.id = $1 AND a.rater_id = $2 AND c.purpose = 'practice'`,
    [id, rater.raterId],
  );
  const [judged] = rows;
  if (!judged) return null;
  if (!judged.isDone) await record(client, id, choice);
  const chosen = judged.isDone ? judged.chosen : choice;
  const better = judged.expected === "tie" ? "tie" : (judged.expected === "a") === judged.firstIsA ? "first" : "second";
  const all = await listPractice(client, rater);
  return {
    kind: "explanation",
    number: all.findIndex(({ assignmentId }) => assignmentId === id) + 1,
    total: all.length,
    wasRight: chosen === better,
    better,
    html: renderMarkdown(pickText(judged.explanation ?? {}, rater.language)),
  };
}

async function record(client: pg.PoolClient, assignmentId: string, choice: string): Promise<void> {
  await client.query(
    `INSERT INTO votes (id, assignment_id, revision, choice, created_at) VALUES ($1, $2, 0, $3::text::"Choice", now())`,
    [uuidv7(), assignmentId, choice],
  );
  await client.query(
    `UPDATE comparisons c SET open = c.open - 1, done = c.done + 1 FROM assignments a
     WHERE a.id = $1 AND c.id = a.comparison_id`,
    [assignmentId],
  );
  await client.query(
    `UPDATE assignments SET state = 'done', next_revision = 1, answered_at = now(), lease_until = NULL WHERE id = $1`,
    [assignmentId],
  );
}
