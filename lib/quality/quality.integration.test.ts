import { afterAll, describe, expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { type MadeStudy, makeStudy } from "@/lib/assignments/testing/make-study";
import { OPERATOR, type RaterActor, WORKER } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { excludeRater } from "@/lib/quality/commands/exclude-rater";
import { reviewRater } from "@/lib/quality/commands/review-rater";
import { reviewStudies, reviewStudy } from "@/lib/quality/commands/review-study";
import { undoExclusion } from "@/lib/quality/commands/undo-exclusion";
import { describeFinding } from "@/lib/quality/describe-finding";
import { getRater } from "@/lib/quality/queries/get-rater";
import { getRedis } from "@/lib/redis/client";
import { getAnalysis, getAnalysisDefaults, getResults, getResultsFile } from "@/lib/results/queries";
import { closeAnalysisThread } from "@/lib/results/thread/run-in-thread";
import { NO_SESSION } from "@/lib/studies/session-schema";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

afterAll(async () => {
  await closeAnalysisThread();
});

type Choose = (place: number) => "first" | "second" | "tie";

async function rate(actor: RaterActor, most: number, choose: Choose = () => "first", decisionMs = 9_000) {
  let votes = 0;
  for (let reply = await takePairs(actor, []); votes < most && reply.state === "rating"; votes++) {
    const pair = reply.pairs[0]?.pair;
    if (!pair) throw new Error("no pair");
    const { assignmentId, revision } = pair;
    const more = { layout: "stacked" as const, decisionMs, have: [] };
    reply = await recordVote(actor, { assignmentId, revision, choice: choose(votes), ...more });
  }
  return votes;
}

async function find(actor: RaterActor) {
  const { rows } = await getPool().query(
    `SELECT r.id, r.pseudonym, r.stage::text, r.review, r.ended_at AS "endedAt",
       (SELECT array_agg(e.reason) FROM exclusions e WHERE e.rater_id = r.id AND e.undone_at IS NULL) AS reasons
     FROM raters r WHERE r.token_hash = $1`,
    [actor.tokenHash],
  );
  return rows[0];
}

/** Comparisons whose counts are not what their assignments say, or that have more votes than places. */
async function findMiscounted({ studyId }: Pick<MadeStudy, "studyId">) {
  const { rows } = await getPool().query(
    `SELECT c.id, c.open, c.done, c.first_a, c.capacity, count(a.id) FILTER (WHERE a.state = 'open')::int AS "isOpen",
       count(a.id) FILTER (WHERE a.state = 'done')::int AS "isDone"
     FROM comparisons c LEFT JOIN assignments a ON a.comparison_id = c.id AND NOT a.is_repeat
     WHERE c.study_id = $1 GROUP BY c.id
     HAVING c.open <> count(a.id) FILTER (WHERE a.state = 'open') OR c.done <> count(a.id) FILTER (WHERE a.state = 'done')
       OR c.first_a <> count(a.id) FILTER (WHERE a.state IN ('open', 'done') AND a.first_is_a)
       OR c.open + c.done > c.capacity`,
    [studyId],
  );
  return rows;
}

describe("an exclusion", () => {
  test("takes a rater out of the results, gives their places to others, and can be undone as far as these are free", async () => {
    const study = await makeStudy({ prompts: 4, votesPerComparison: 1 });
    const [bad, good] = [await addRater(study), await addRater(study)];
    await rate(bad, 4);
    const { pseudonym } = await find(bad);
    await excludeRater(OPERATOR, study.name, { pseudonym, reason: "Said so themselves" });
    expect(await find(bad)).toMatchObject({ stage: "completed", reasons: ["Said so themselves"] });
    expect((await getResults(OPERATOR, study.name)).votes).toBe(0);
    expect((await getResults(OPERATOR, study.name)).raters).toBe(0);
    await expect(excludeRater(OPERATOR, study.name, { pseudonym, reason: "again" })).rejects.toThrow("already");

    expect(await rate(good, 1, () => "second")).toBe(1);
    expect(await undoExclusion(OPERATOR, study.name, pseudonym)).toEqual({ restored: 1, released: 3, isBack: true });
    // the other has voted on one place and holds two
    expect(await findMiscounted(study)).toEqual([]);
    expect((await getResults(OPERATOR, study.name)).votes).toBe(2);
    await expect(undoExclusion(OPERATOR, study.name, pseudonym)).rejects.toThrow("is not excluded");
    const { rows } = await getPool().query(
      "SELECT action FROM audit_events WHERE subject_id = $1 ORDER BY created_at",
      [study.studyId],
    );
    expect(rows.map(({ action }) => action)).toEqual(["rater.exclude", "rater.undo_exclusion"]);
  });

  test("leaves the rater's votes and guesses in the results with excluded raters, and in no others", async () => {
    const session = { ...NO_SESSION, asksBlindness: true };
    const study = await makeStudy({ prompts: 4, votesPerComparison: 2, protocol: { session } });
    const [bad, good, gone] = [await addRater(study), await addRater(study), await addRater(study)];
    await rate(bad, 4, () => "second");
    await rate(good, 3);
    const guess = (rater: RaterActor, guesses: string[]) =>
      getPool().query("UPDATE raters SET blindness = $2 WHERE token_hash = $1", [
        rater.tokenHash,
        JSON.stringify({ guesses }),
      ]);
    await guess(bad, ["Something else"]);
    await guess(good, [`perhaps ${study.name.replace("study", "model")}-1?`]);
    await getPool().query("UPDATE raters SET stage = 'withdrawn' WHERE token_hash = $1", [gone.tokenHash]);
    await guess(gone, []);
    await excludeRater(OPERATOR, study.name, { pseudonym: (await find(bad)).pseudonym, reason: "Said so themselves" });
    const { rows } = await getPool().query(
      "SELECT DISTINCT a.state::text FROM assignments a JOIN raters r ON r.id = a.rater_id WHERE r.token_hash = $1",
      [bad.tokenHash],
    );
    expect(rows).toEqual([{ state: "released" }]);

    const usual = await getAnalysisDefaults(OPERATOR, study.name);
    const without = await getAnalysis(OPERATOR, study.name, usual);
    expect(without).toMatchObject({ votes: 3, raters: 1 });
    expect(without.quality.exclusions).toMatchObject({
      raters: 1,
      votes: 4,
      byRule: [{ rule: "by_hand", raters: 1, votes: 4 }],
    });
    expect(without.quality.blinding).toMatchObject({ right: 1, wrong: 0, unknown: 0, index: { ok: false } });
    const all = await getAnalysis(OPERATOR, study.name, { ...usual, withExcluded: true });
    expect(all).toMatchObject({ votes: 7, raters: 2 });
    expect(all.quality.blinding).toMatchObject({
      right: 1,
      wrong: 1,
      unknown: 0,
      index: { ok: true, value: { value: 0 } },
    });
    const file = await getResultsFile(OPERATOR, study.name, {});
    expect(file.analysis.quality.blinding?.question).toMatch(/^Which models do you think these were/);
    // what a published page or file may hold: counts, and nobody's words
    expect(JSON.stringify(file)).not.toMatch(/Something else|Said so/);
  });

  test("of raters who vote at that moment loses no place and gives none away twice", async () => {
    const study = await makeStudy({ prompts: 12, models: 3, votesPerComparison: 3, protocol: { exclusionRules: [] } });
    const raters = await Promise.all(Array.from({ length: 8 }, () => addRater(study)));
    const rating = raters.map((rater) => rate(rater, 40));
    const bad = raters.slice(0, 4);
    const turning = bad.map(async (rater) => {
      const { pseudonym } = await find(rater);
      for (let turn = 0; turn < 3; turn++) {
        await excludeRater(OPERATOR, study.name, { pseudonym, reason: "by hand" });
        if (turn < 2) await undoExclusion(OPERATOR, study.name, pseudonym);
      }
    });
    await Promise.all([...rating, ...turning]);
    await reviewStudy(WORKER, study.studyId);
    expect(await findMiscounted(study)).toEqual([]);
    const { rows } = await getPool().query(
      `SELECT count(*)::int AS held FROM assignments a JOIN raters r ON r.id = a.rater_id
       WHERE a.state IN ('open', 'done') AND r.token_hash = ANY ($1)`,
      [bad.map(({ tokenHash }) => tokenHash)],
    );
    expect(rows[0].held).toBe(0);
  });
});

describe("a review", () => {
  test("excludes whom a declared rule names, and does not do it again once it was undone", async () => {
    const study = await makeStudy({ prompts: 20, protocol: { exclusionRules: ["same_position"] } });
    const [same, other, undeclared] = [await addRater(study), await addRater(study), await addRater(study)];
    await rate(same, 14);
    await rate(other, 14, (place) => (place % 2 === 0 ? "first" : "second"));
    await rate(undeclared, 14, () => "tie");
    for (const rater of [same, other, undeclared]) await reviewRater(WORKER, (await find(rater)).id);
    expect(await find(same)).toMatchObject({ stage: "completed", reasons: ["same_position"] });
    expect(await find(other)).toMatchObject({ stage: "rating", reasons: null });
    const tied = await find(undeclared);
    expect(tied.reasons).toBeNull();
    expect(tied.review.findings).toContainEqual(expect.objectContaining({ rule: "always_tie", isNamed: true }));
    expect((await takePairs(same, [])).state).toBe("step");

    const { id, pseudonym } = await find(same);
    await getPool().query(`UPDATE raters SET signals = '{"headless": true}' WHERE id = $1`, [id]);
    const seen = await getRater(OPERATOR, study.name, pseudonym);
    expect(seen).toMatchObject({ votes: 14, exclusion: { reason: "same_position" }, undone: [] });
    expect(seen.signals).toEqual(["headless"]);
    expect(seen.timeline.map(({ choice }) => choice)).toEqual(Array.from({ length: 14 }, () => "first"));
    expect(seen.named.map(describeFinding)).toEqual([
      "Chose the first 14 times and the second 0: p 0.0001 of a fair coin.",
    ]);
    expect(await undoExclusion(OPERATOR, study.name, pseudonym)).toMatchObject({ restored: 14, isBack: true });
    await reviewRater(WORKER, id);
    await reviewStudy(WORKER, study.studyId);
    expect(await find(same)).toMatchObject({ stage: "rating", endedAt: null, reasons: null });
    // they had not finished, and do so now
    expect(await rate(same, 40)).toBe(6);
  });

  test("stopped nobody who had finished: its undoing leaves them there, as it does whose pay is decided", async () => {
    const study = await makeStudy({ prompts: 6 });
    const [done, paid] = [await addRater(study), await addRater(study)];
    await rate(done, 2);
    await getPool().query("UPDATE raters SET stage = 'completed' WHERE token_hash = $1", [done.tokenHash]);
    await rate(paid, 2);
    const { id } = await find(paid);
    await getPool().query(
      `INSERT INTO participations (rater_id, study_id, way_in, pay_state) VALUES ($1, $2, 'url', 'approved')`,
      [id, study.studyId],
    );
    for (const rater of [done, paid]) {
      const { pseudonym } = await find(rater);
      await excludeRater(OPERATOR, study.name, { pseudonym, reason: "by hand" });
      expect(await undoExclusion(OPERATOR, study.name, pseudonym)).toMatchObject({ restored: 2, isBack: false });
      expect((await find(rater)).stage).toBe("completed");
    }
  });

  test("ends who failed attention checks, though no rule is declared", async () => {
    const study = await makeStudy({ prompts: 6, protocol: { session: { ...NO_SESSION, attentionShare: 0.5 } } });
    await getPool().query("ALTER TABLE comparisons DISABLE TRIGGER USER");
    await getPool().query(
      `INSERT INTO comparisons (id, study_id, prompt_id, model_a_id, model_b_id, response_a_id, response_b_id, capacity,
         purpose, expected)
       SELECT gen_random_uuid(), study_id, prompt_id, model_a_id, model_b_id, response_a_id, response_b_id, 1000,
         'attention', 'a' FROM comparisons WHERE study_id = $1 LIMIT 3`,
      [study.studyId],
    );
    await getPool().query("ALTER TABLE comparisons ENABLE TRIGGER USER");
    const rater = await addRater(study);
    await rate(rater, 6, () => "tie");
    const before = await find(rater);
    await reviewRater(WORKER, before.id);
    const after = await find(rater);
    expect(after).toMatchObject({ stage: "failed_checks", reasons: null });
    expect(after.endedAt).not.toBeNull();
    expect((await takePairs(rater, [])).state).toBe("step");
  });

  test("of all makes up for what the queue lost, and looks again only after another vote", async () => {
    const study = await makeStudy({ prompts: 20, protocol: { exclusionRules: ["always_tie"] } });
    const rater = await addRater(study);
    await rate(rater, 13, () => "tie");
    await reviewStudies(WORKER);
    expect((await find(rater)).reasons).toEqual(["always_tie"]);
    const exists = await getRedis().exists(`quality:waits:${study.studyId}`);
    expect(exists).toBe(1);
    expect(await reviewStudies(WORKER)).toBe(0);
  });
});
