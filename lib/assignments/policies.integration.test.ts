import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, test } from "vitest";
import { setWeights } from "@/lib/assignments/commands/set-weights";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { type ChoosingName, findChoosing } from "@/lib/assignments/find-choosing";
import { LEASE_STATEMENTS, type LeaseRow } from "@/lib/assignments/run-lease";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { type MadeStudy, makeStudy } from "@/lib/assignments/testing/make-study";
import { type RaterActor, WORKER } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import type { Protocol } from "@/lib/studies/schema";
import { NO_SESSION } from "@/lib/studies/session-schema";
import { RENDERER_VERSION } from "@/lib/text/render-markdown";

withTestDatabase();

const ACTIVE: Partial<Protocol> = { assignment: { policy: "active", floor: 0.25 } };
const STRATIFIED: Partial<Protocol> = { assignment: { policy: "stratified", floor: 0.25 } };

async function query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return (await getPool().query(sql, values)).rows;
}

async function modelNames({ modelIds }: MadeStudy): Promise<string[]> {
  const rows = await query<{ id: string; name: string }>("SELECT id, name FROM models WHERE id = ANY ($1::uuid[])", [
    modelIds,
  ]);
  return modelIds.map((id) => rows.find((row) => row.id === id)?.name ?? "");
}

/** Weights of the pairs 1–2, 1–3 and 2–3 of a study of three models. */
async function weigh(study: MadeStudy, weights: [number, number, number]): Promise<number> {
  const [one = "", two = "", three = ""] = await modelNames(study);
  const pairs = [
    { models: [one, two] as [string, string], weight: weights[0] },
    // names may come in either order
    { models: [three, one] as [string, string], weight: weights[1] },
    { models: [two, three] as [string, string], weight: weights[2] },
  ];
  return setWeights(WORKER, study.studyId, pairs);
}

type Drawn = { comparisonId: string; propensity: number };

/** What the statement would lease to this rater, again and again from the same state. */
async function drawAgain(actor: RaterActor, times: number, choosing?: ChoosingName): Promise<Drawn[]> {
  const statement = LEASE_STATEMENTS[choosing ?? (await findChoosing(actor.slug))];
  const client: pg.PoolClient = await getPool().connect();
  const drawn: Drawn[] = [];
  try {
    for (let time = 0; time < times; time++) {
      await client.query("BEGIN");
      const values = [actor.tokenHash, actor.slug, uuidv7(), RENDERER_VERSION, null];
      const leased = await client.query<LeaseRow>({ ...statement, values });
      const { rows } = await client.query<Drawn>(
        `SELECT comparison_id AS "comparisonId", propensity FROM assignments WHERE id = $1`,
        [leased.rows[0]?.pair?.assignmentId],
      );
      await client.query("ROLLBACK");
      drawn.push(...rows);
    }
  } finally {
    client.release();
  }
  return drawn;
}

/** Recorded once for each comparison, and as often as it says; five standard errors. */
function expectTrue(drawn: Drawn[]): Map<string, number> {
  const recorded = new Map(drawn.map(({ comparisonId, propensity }) => [comparisonId, propensity]));
  for (const { comparisonId, propensity } of drawn) expect(propensity).toBeCloseTo(recorded.get(comparisonId) ?? 0, 9);
  for (const [id, propensity] of recorded) {
    const share = drawn.filter(({ comparisonId }) => comparisonId === id).length / drawn.length;
    const error = Math.sqrt((propensity * (1 - propensity)) / drawn.length);
    expect(Math.abs(share - propensity)).toBeLessThan(5 * error + 1e-9);
  }
  expect([...recorded.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6);
  return recorded;
}

async function pairOf(comparisonId: string): Promise<string> {
  const [row] = await query<{ pair: string }>(
    "SELECT model_a_id || ' ' || model_b_id AS pair FROM comparisons WHERE id = $1",
    [comparisonId],
  );
  return row?.pair ?? "";
}

async function sumByPair(recorded: Map<string, number>): Promise<number[]> {
  const sums = new Map<string, number>();
  for (const [id, propensity] of recorded) {
    const pair = await pairOf(id);
    sums.set(pair, (sums.get(pair) ?? 0) + propensity);
  }
  return [...sums.values()].sort((one, other) => one - other);
}

describe("active", () => {
  test("draws a pair in proportion to its weight, then fewest votes first in it, and records how likely that was", async () => {
    const study = await makeStudy({ models: 3, prompts: 3, votesPerComparison: 5, protocol: ACTIVE });
    expect(await weigh(study, [0.5, 1, 1.5])).toBe(6);
    const actor = await addRater(study);
    const fresh = expectTrue(await drawAgain(actor, 600));
    expect(fresh.size).toBe(9);
    const shares = await sumByPair(fresh);
    for (const [place, share] of [1 / 6, 2 / 6, 3 / 6].entries()) expect(shares[place]).toBeCloseTo(share, 9);

    // where loads differ, the fuller comparisons of a pair are left alone, and the pair keeps its weight
    const [first = ""] = study.comparisonIds;
    await query("UPDATE comparisons SET open = 2 WHERE id = $1", [first]);
    const uneven = expectTrue(await drawAgain(actor, 400));
    expect(uneven.has(first)).toBe(false);
    expect(uneven.size).toBe(8);
    for (const [place, share] of (await sumByPair(uneven)).entries()) expect(share).toBeCloseTo(shares[place] ?? 0, 9);
  });

  test("over many leases each pair is drawn as its weight says, and never less than its floor", async () => {
    const study = await makeStudy({ models: 3, prompts: 30, votesPerComparison: 20, protocol: ACTIVE });
    await weigh(study, [0.25, 1.25, 1.5]);
    const raters = await Promise.all(Array.from({ length: 240 }, () => addRater(study)));
    for (const actor of raters) await takePairs(actor, []);
    const rows = await query<{ pair: string; leases: number; weight: number; least: number }>(
      `SELECT c.model_a_id || ' ' || c.model_b_id AS pair, count(*)::int AS leases, min(c.weight) / 3 AS weight,
         min(a.propensity * (SELECT count(*) FROM comparisons e WHERE e.study_id = c.study_id
           AND e.model_a_id = c.model_a_id AND e.model_b_id = c.model_b_id)) AS least
       FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE c.study_id = $1 GROUP BY 1`,
      [study.studyId],
    );
    expect(rows.length).toBe(3);
    for (const { leases, weight, least } of rows) {
      expect(Math.abs(leases - 480 * weight)).toBeLessThan(5 * Math.sqrt(480 * weight * (1 - weight)));
      expect(least).toBeGreaterThanOrEqual((0.25 / 3) * 0.999);
    }
    const spread = await query<{ range: number }>(
      `SELECT max(open + done) - min(open + done) AS range FROM comparisons WHERE study_id = $1
       GROUP BY model_a_id, model_b_id`,
      [study.studyId],
    );
    // a rater who has met the emptiest prompt takes another: one apart, seldom two
    for (const { range } of spread) expect(range).toBeLessThanOrEqual(2);
  });

  test("a pair without places leaves its share to the others", async () => {
    const study = await makeStudy({ models: 3, prompts: 2, votesPerComparison: 2, protocol: ACTIVE });
    await weigh(study, [2.5, 0.25, 0.25]);
    const actor = await addRater(study);
    await query(
      `UPDATE comparisons SET done = capacity WHERE study_id = $1 AND weight = (SELECT max(weight) FROM comparisons WHERE study_id = $1)`,
      [study.studyId],
    );
    const recorded = expectTrue(await drawAgain(actor, 200));
    expect([...recorded.values()].map((each) => Math.round(each * 100) / 100)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test("weights that hardly move are not written, and weights of nothing are refused", async () => {
    const study = await makeStudy({ models: 3, prompts: 2, protocol: ACTIVE });
    expect(await weigh(study, [1.01, 0.99, 1])).toBe(0);
    expect(await weigh(study, [1.2, 0.9, 0.9])).toBe(6);
    expect(await weigh(study, [1.21, 0.9, 0.89])).toBe(0);
    await expect(weigh(study, [0, 1, 2])).rejects.toThrow(RangeError);
    const stranger = { kind: "account", accountId: uuidv7(), role: "owner" } as const;
    await expect(setWeights(stranger, study.studyId, [])).rejects.toThrow("There is no study");
  });
});

describe("fewest first", () => {
  test("heeds no weight between pairs, and takes one of the emptiest comparisons of all", async () => {
    const study = await makeStudy({ models: 3, prompts: 2, votesPerComparison: 5 });
    const [first = "", second = ""] = study.comparisonIds;
    await query("UPDATE comparisons SET done = 1 WHERE study_id = $1 AND id <> ALL ($2::uuid[])", [
      study.studyId,
      [first, second],
    ]);
    const recorded = expectTrue(await drawAgain(await addRater(study), 200));
    expect(recorded.size).toBe(2);
    expect(recorded.get(first)).toBeCloseTo(0.5, 9);
  });
});

describe("stratified", () => {
  test("fills categories evenly, however many prompts each has", async () => {
    const study = await makeStudy({ models: 2, prompts: 12, votesPerComparison: 10, protocol: STRATIFIED });
    await query(
      `UPDATE prompts p SET category = CASE WHEN position <= 2 THEN 'maths' WHEN position <= 6 THEN 'writing' END
       WHERE id IN (SELECT prompt_id FROM comparisons WHERE study_id = $1)`,
      [study.studyId],
    );
    for (let rater = 0; rater < 20; rater++) {
      await takePairs(await addRater(study), []);
      const fill = await query<{ category: string | null; taken: number; places: number }>(
        `SELECT p.category, sum(c.open + c.done)::int AS taken, sum(c.capacity)::int AS places
         FROM comparisons c JOIN prompts p ON p.id = c.prompt_id WHERE c.study_id = $1 GROUP BY p.category`,
        [study.studyId],
      );
      expect(fill.length).toBe(3);
      for (const one of fill) {
        for (const other of fill) {
          // in shares of their places, so that the larger is ahead of the smaller by no more than one vote of either
          const behind = other.taken - (one.taken / one.places) * other.places;
          expect(Math.abs(behind)).toBeLessThanOrEqual(Math.max(1, other.places / one.places) + 1e-9);
        }
      }
    }
  });

  test("records how likely a comparison of the emptiest category was", async () => {
    const study = await makeStudy({ models: 2, prompts: 5, votesPerComparison: 4, protocol: STRATIFIED });
    await query(
      `UPDATE prompts SET category = CASE WHEN position <= 2 THEN 'maths' ELSE 'writing' END
       WHERE id IN (SELECT prompt_id FROM comparisons WHERE study_id = $1)`,
      [study.studyId],
    );
    const actor = await addRater(study);
    // both are empty: one of the two, then one of its comparisons
    const both = expectTrue(await drawAgain(actor, 400));
    expect([...both.values()].map((each) => each.toFixed(4)).sort()).toEqual([
      "0.1667",
      "0.1667",
      "0.1667",
      "0.2500",
      "0.2500",
    ]);
    await query(
      `UPDATE comparisons c SET done = 1 FROM prompts p WHERE p.id = c.prompt_id AND p.category = 'maths' AND c.study_id = $1`,
      [study.studyId],
    );
    const writing = expectTrue(await drawAgain(actor, 100));
    expect([...writing.values()].map((each) => each.toFixed(4))).toEqual(["0.3333", "0.3333", "0.3333"]);
  });
});

describe("fewest votes first, and nothing else", () => {
  test("is the shorter statement's, which chooses among the same pairs as likely as the one for any study", async () => {
    const study = await makeStudy({ models: 3, prompts: 3, votesPerComparison: 5 });
    await query("UPDATE comparisons SET weight = 1 + 2 * random() WHERE study_id = $1", [study.studyId]);
    // a third of the places taken unevenly, and a lease that ran out
    for (let raters = 0; raters < 4; raters++) await takePairs(await addRater(study), []);
    const actor = await addRater(study);
    await takePairs(actor, []);
    await query(
      "UPDATE assignments SET state = 'expired' WHERE rater_id = (SELECT id FROM raters WHERE token_hash = $1)",
      [actor.tokenHash],
    );
    const [plainly, byDesign] = [await drawAgain(actor, 300, "plainly"), await drawAgain(actor, 300, "byDesign")];
    const recorded = expectTrue(plainly);
    expect(recorded.size).toBeGreaterThan(1);
    for (const { comparisonId, propensity } of byDesign) expect(recorded.get(comparisonId)).toBeCloseTo(propensity, 9);
  });

  test.each([
    ["plainly", {}],
    ["plainly", { pairsPerRater: 3, assignment: { policy: "fewest_first", floor: 0.25 } }],
    ["plainly", { session: NO_SESSION }],
    ["byDesign", { session: { ...NO_SESSION, goldShare: 0.1 } }],
    ["byDesign", { session: { ...NO_SESSION, repeatShare: 0.1 } }],
    ["byDesign", { session: { ...NO_SESSION, attentionShare: 0.1 } }],
    ["byDesign", { session: { ...NO_SESSION, mostShare: 0.1 } }],
    ["byDesign", { session: { ...NO_SESSION, mostMinutes: 20 } }],
    ["byDesign", STRATIFIED],
  ] satisfies [ChoosingName, Partial<Protocol>][])("%s: %j", async (choosing, protocol) => {
    const { slug } = await makeStudy({ prompts: 1, protocol });
    expect(await findChoosing(slug)).toBe(choosing);
    // remembered
    expect(await findChoosing(slug)).toBe(choosing);
  });
});
