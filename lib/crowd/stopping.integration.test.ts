import { afterAll, describe, expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { type MadeStudy, makeStudy } from "@/lib/assignments/testing/make-study";
import { OPERATOR, type RaterActor, WORKER } from "@/lib/auth/actor";
import { endClosedStudies } from "@/lib/crowd/commands/end-closed-studies";
import { answerStep } from "@/lib/crowd/steps/answer-step";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { checkStopping, closeIfDone } from "@/lib/results/commands/check-stopping";
import { refreshStudy, refreshWeights } from "@/lib/results/commands/refresh-weights";
import { getResultsFile } from "@/lib/results/queries";
import { closeAnalysisThread } from "@/lib/results/thread/run-in-thread";
import { createRandom } from "@/lib/stats/random";
import { closeStudy } from "@/lib/studies/commands/close-study";
import { getStudy } from "@/lib/studies/queries/studies";
import { NO_SESSION, NO_STOPPING } from "@/lib/studies/session-schema";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

afterAll(async () => {
  await closeAnalysisThread();
});

const random = createRandom(5);

async function voteOnce(actor: RaterActor, assignmentId: string, choice?: "first" | "second") {
  return recordVote(actor, {
    ...{ assignmentId, revision: 0, choice: choice ?? (random.uniform() < 0.5 ? "first" : "second") },
    ...{ layout: "stacked", decisionMs: 900, visibleMs: 900, have: [] },
  });
}

/** A rater who goes on until nothing is left for them. */
async function rateAll(study: MadeStudy, toChoice?: (assignmentId: string) => Promise<"first" | "second">) {
  const actor = await addRater(study);
  let reply = await takePairs(actor, []);
  for (let [held] = reply.pairs; held; [held] = reply.pairs) {
    reply = await voteOnce(actor, held.assignmentId, await toChoice?.(held.assignmentId));
  }
  return actor;
}

async function setStage(actor: RaterActor, stage: string): Promise<void> {
  await getPool().query(`UPDATE raters SET stage = $2::text::"RaterStage" WHERE token_hash = $1`, [
    actor.tokenHash,
    stage,
  ]);
}

describe("a study with a declared number of raters", () => {
  const protocol = { pairsPerRater: 3, stopping: { ...NO_STOPPING, mostRaters: 4 } };

  test("closes itself when so many are done, and says why on its page and in its export", async () => {
    const study = await makeStudy({ prompts: 20, votesPerComparison: 20, protocol });
    for (let rater = 0; rater < 3; rater++) await rateAll(study);
    // who is still at it is not done
    const busy = await addRater(study);
    await takePairs(busy, []);
    expect(await closeIfDone(WORKER, study.studyId, study.name)).toBe(false);
    await rateAll(study);
    expect(await checkStopping(WORKER)).toEqual([study.name]);
    expect(await checkStopping(WORKER)).toEqual([]);
    const stop = { rule: "most_raters", declared: 4, raters: 4 };
    expect(await getStudy(OPERATOR, study.name)).toMatchObject({ status: "closed", stop });
    expect(await getResultsFile(OPERATOR, study.name, {})).toMatchObject({
      stopped: { ...stop, sentence: expect.stringContaining("4 raters were done") },
    });
  });

  test("takes the votes that are on a screen when it closes, and leads their raters to the end", async () => {
    const study = await makeStudy({ prompts: 20, votesPerComparison: 20, protocol });
    const holding = await addRater(study);
    const { pairs } = await takePairs(holding, []);
    const early = await addRater(study);
    await setStage(early, "comprehension");
    for (let rater = 0; rater < 4; rater++) await rateAll(study);
    expect(await closeIfDone(WORKER, study.studyId, study.name)).toBe(true);

    const [first, second] = pairs;
    const afterFirst = await voteOnce(holding, first?.assignmentId ?? "");
    expect(afterFirst).toMatchObject({ outcome: "recorded", state: "rating" });
    expect(afterFirst.pairs.map(({ assignmentId }) => assignmentId)).toEqual([second?.assignmentId]);
    expect(await answerStep(holding, { kind: "look" })).toEqual({ kind: "rating" });
    expect(await voteOnce(holding, second?.assignmentId ?? "")).toMatchObject({
      outcome: "recorded",
      state: "finished",
    });
    expect(await answerStep(holding, { kind: "look" })).toMatchObject({ kind: "ended", outcome: "completed" });
    expect(await answerStep(early, { kind: "look" })).toMatchObject({ kind: "ended", outcome: "completed" });
  });

  test("asks what follows the pairs before it ends a rater", async () => {
    const session = { ...NO_SESSION, asksBlindness: true };
    const study = await makeStudy({ prompts: 20, protocol: { ...protocol, session } });
    const actor = await addRater(study);
    const { pairs } = await takePairs(actor, []);
    await closeStudy(OPERATOR, study.name);
    for (const { assignmentId } of pairs) await voteOnce(actor, assignmentId);
    expect(await answerStep(actor, { kind: "look" })).toEqual({ kind: "blindness" });
    const ended = await answerStep(actor, { kind: "blindness", guesses: [] });
    expect(ended).toMatchObject({ kind: "ended", outcome: "completed" });
  });

  test("ends who closed the page, once what they held has run out, and their pay waits for a decision", async () => {
    const study = await makeStudy({ prompts: 20, protocol });
    const actor = await addRater(study);
    const { pairs } = await takePairs(actor, []);
    await voteOnce(actor, pairs[0]?.assignmentId ?? "");
    const idle = await addRater(study);
    await getPool().query(
      `INSERT INTO participations (rater_id, study_id, way_in, participant_id)
       SELECT id, study_id, 'prolific', 'a-person' FROM raters WHERE token_hash = $1`,
      [actor.tokenHash],
    );
    await closeStudy(OPERATOR, study.name);
    await getPool().query("UPDATE studies SET closed_at = now() - interval '11 minutes' WHERE id = $1", [
      study.studyId,
    ]);
    expect(await endClosedStudies(WORKER)).toBe(0);
    await getPool().query("UPDATE assignments SET lease_until = now() - interval '1 second' WHERE state = 'open'");
    expect(await endClosedStudies(WORKER)).toBe(1);
    const { rows } = await getPool().query(
      `SELECT r.stage::text, p.pay_state::text AS pay FROM raters r LEFT JOIN participations p ON p.rater_id = r.id
       WHERE r.token_hash = ANY ($1::bytea[]) ORDER BY r.id`,
      [[actor.tokenHash, idle.tokenHash]],
    );
    expect(rows).toEqual([
      { stage: "completed", pay: "pending" },
      { stage: "rating", pay: null },
    ]);
  });
});

describe("a study with a declared width", () => {
  test("closes when the confidence sequence of every pair is within it, and never before rater 20", async () => {
    const stopping = { ...NO_STOPPING, halfWidth: 0.6 };
    const study = await makeStudy({ prompts: 12, votesPerComparison: 50, protocol: { pairsPerRater: 4, stopping } });
    for (let rater = 0; rater < 19; rater++) await rateAll(study);
    expect(await closeIfDone(WORKER, study.studyId, study.name)).toBe(false);
    await rateAll(study);
    expect(await closeIfDone(WORKER, study.studyId, study.name)).toBe(true);
    const { stop } = await getStudy(OPERATOR, study.name);
    expect(stop).toMatchObject({ rule: "half_width", declared: 0.6, raters: 20 });
    expect((stop as { reached: number }).reached).toBeLessThanOrEqual(0.6);
  });

  test("without a rule, or with a width out of reach, stays open", async () => {
    const stopping = { ...NO_STOPPING, halfWidth: 0.01 };
    for (const protocol of [{ pairsPerRater: 1 }, { pairsPerRater: 1, stopping }]) {
      const study = await makeStudy({ prompts: 4, votesPerComparison: 10, protocol });
      for (let rater = 0; rater < 21; rater++) await rateAll(study);
      expect(await closeIfDone(WORKER, study.studyId, study.name)).toBe(false);
    }
  });
});

describe("active assignment", () => {
  test("the worker weighs pairs by the votes: what is known well is drawn less, and only where votes are new", async () => {
    const assignment = { policy: "active", floor: 0.25 } as const;
    const study = await makeStudy({ prompts: 12, models: 3, votesPerComparison: 50, protocol: { assignment } });
    const [best] = study.modelIds;
    // the first model loses every tenth vote, and never none: all votes alike have an interval of another kind; the two
    // others win in turns
    const votes = { lopsided: 0, even: 0 };
    const toChoice = async (assignmentId: string) => {
      const { rows } = await getPool().query<{ first: string | null; second: string | null }>(
        `SELECT CASE WHEN a.first_is_a THEN c.model_a_id ELSE c.model_b_id END AS first,
           CASE WHEN a.first_is_a THEN c.model_b_id ELSE c.model_a_id END AS second
         FROM assignments a JOIN comparisons c ON c.id = a.comparison_id WHERE a.id = $1`,
        [assignmentId],
      );
      const [{ first, second } = { first: null, second: null }] = rows;
      if (first !== best && second !== best) return ++votes.even % 2 === 0 ? ("first" as const) : ("second" as const);
      const bestWins = ++votes.lopsided % 10 !== 0;
      return (first === best) === bestWins ? ("first" as const) : ("second" as const);
    };
    for (let rater = 0; rater < 15; rater++) await rateAll(study, toChoice);
    expect(await refreshWeights(WORKER)).toBe(1);
    const { rows } = await getPool().query<{ isEven: boolean; share: number }>(
      `SELECT $2::uuid NOT IN (model_a_id, model_b_id) AS "isEven", min(weight) / 3 AS share
       FROM comparisons WHERE study_id = $1 GROUP BY model_a_id, model_b_id ORDER BY share`,
      [study.studyId, best],
    );
    expect(rows.map(({ isEven }) => isEven)).toEqual([false, false, true]);
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(rows[0]?.share).toBeGreaterThanOrEqual(0.25 / 3 - 1e-12);
    expect(rows[2]?.share).toBeGreaterThan(0.6);
    // the same votes are not looked at again, and give the same weights
    expect(await refreshWeights(WORKER)).toBe(0);
    expect(await refreshStudy(WORKER, study.studyId)).toBe(0);
  });
});
