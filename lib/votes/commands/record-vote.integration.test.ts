import { describe, expect, test } from "vitest";
import { expireLeases } from "@/lib/assignments/commands/expire-leases";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import { type RaterActor, WORKER } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { admitRater } from "@/lib/raters/commands";
import { hashRaterToken } from "@/lib/raters/session";
import { flagResponse } from "@/lib/votes/commands/flag-response";
import { recordVote } from "@/lib/votes/commands/record-vote";
import { undoVote } from "@/lib/votes/commands/undo-vote";
import type { VoteRequest } from "@/lib/votes/schema";

withTestDatabase();

async function join(slug: string): Promise<RaterActor> {
  const { token } = await admitRater(slug, "1");
  return { kind: "rater", slug, tokenHash: hashRaterToken(token) };
}

function vote(assignmentId: string, changes: Partial<VoteRequest> = {}): VoteRequest {
  return {
    assignmentId,
    revision: 0,
    choice: "first",
    layout: "stacked",
    decisionMs: 1500,
    visibleMs: 1200,
    have: [],
    ...changes,
  };
}

function only<T>(items: T[]): T {
  expect(items.length).toBeGreaterThan(0);
  return items[0] as T;
}

async function count(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await getPool().query<{ n: number }>(sql, values);
  return Number(rows[0]?.n);
}

/** Counters agree with what they count, and no comparison is over its places. */
async function expectCountersTrue(studyId: string): Promise<void> {
  expect(
    await count(
      `SELECT count(*) AS n FROM comparisons c WHERE c.study_id = $1 AND (c.open, c.done, c.first_a) <> (
         SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'done'),
           count(*) FILTER (WHERE state <> 'expired' AND first_is_a)
         FROM assignments a WHERE a.comparison_id = c.id)`,
      [studyId],
    ),
  ).toBe(0);
}

async function runOut(studyId: string): Promise<void> {
  await getPool().query(
    `UPDATE assignments SET lease_until = now() - interval '1 minute'
     WHERE state = 'open' AND comparison_id IN (SELECT id FROM comparisons WHERE study_id = $1)`,
    [studyId],
  );
}

describe("a rater's way", () => {
  test("a start leases two pairs of different prompts, with texts and nothing but the assignment's id", async () => {
    const study = await makeStudy();
    const reply = await takePairs(await join(study.slug), []);
    expect(reply).toMatchObject({ state: "rating", progress: { done: 0, total: 4 } });
    expect(reply.pairs.map(({ pair }) => pair?.trialIndex)).toEqual([1, 2]);
    const pair = only(reply.pairs).pair;
    expect(Object.keys(pair ?? {}).sort()).toEqual([
      "assignmentId",
      "first",
      "prompt",
      "revision",
      "second",
      "trialIndex",
    ]);
    expect(pair?.prompt).toEqual(["<p>A prompt</p>"]);
    expect(pair?.first[0]).toMatch(/^<p>Response [12] to prompt/);
  });

  test("coming back gives the same pairs, and leaves out the texts that the browser has", async () => {
    const rater = await join((await makeStudy()).slug);
    const before = await takePairs(rater, []);
    const ids = before.pairs.map(({ assignmentId }) => assignmentId);
    expect(await takePairs(rater, [])).toEqual(before);
    expect((await takePairs(rater, ids)).pairs).toEqual(ids.map((assignmentId) => ({ assignmentId })));
  });

  test("a vote is stored with its times and layout, and answered with the next pair", async () => {
    const study = await makeStudy();
    const rater = await join(study.slug);
    const [one, two] = (await takePairs(rater, [])).pairs;
    const reply = await recordVote(
      rater,
      vote(one?.assignmentId ?? "", { choice: "tie", have: [two?.assignmentId ?? ""] }),
    );
    expect(reply).toMatchObject({ outcome: "recorded", state: "rating", progress: { done: 1, total: 4 } });
    expect(reply.pairs[0]).toEqual({ assignmentId: two?.assignmentId });
    expect(reply.pairs[1]?.pair?.trialIndex).toBe(3);
    const { rows } = await getPool().query(
      `SELECT v.choice, v.revision, v.decision_ms, v.visible_ms, a.state, a.layout, a.propensity > 0 AS p,
         a.answered_at - a.shown_at <= interval '1.5 s' AS timed
       FROM votes v JOIN assignments a ON a.id = v.assignment_id WHERE a.id = $1`,
      [one?.assignmentId],
    );
    expect(rows).toEqual([
      {
        choice: "tie",
        revision: 0,
        decision_ms: 1500,
        visible_ms: 1200,
        state: "done",
        layout: "stacked",
        p: true,
        timed: true,
      },
    ]);
    await expectCountersTrue(study.studyId);
  });

  test("a vote sent again is one vote and gets the same reply, also when both arrive at once", async () => {
    const study = await makeStudy();
    const rater = await join(study.slug);
    const first = only((await takePairs(rater, [])).pairs);
    const replies = await Promise.all([0, 1, 2, 3].map(() => recordVote(rater, vote(first.assignmentId))));
    expect(replies.map(({ outcome }) => outcome).sort()).toEqual(["recorded", "repeated", "repeated", "repeated"]);
    expect(new Set(replies.map(({ pairs }) => JSON.stringify(pairs))).size).toBe(1);
    expect(await count("SELECT count(*) AS n FROM votes WHERE assignment_id = $1", [first.assignmentId])).toBe(1);
    await expectCountersTrue(study.studyId);
  });

  test("another rater's pair is not found, a skipped revision and a choice not offered are refused", async () => {
    const study = await makeStudy({ protocol: { choices: ["first", "second", "tie"] } });
    const [mine, other] = [await join(study.slug), await join(study.slug)];
    const { assignmentId } = only((await takePairs(mine, [])).pairs);
    await expect(recordVote(other, vote(assignmentId))).rejects.toMatchObject({ code: "not_found" });
    await expect(recordVote(mine, vote(assignmentId, { revision: 1 }))).rejects.toMatchObject({ code: "conflict" });
    await expect(recordVote(mine, vote(assignmentId, { choice: "both_bad" }))).rejects.toMatchObject({
      code: "bad_input",
    });
    expect(await count("SELECT count(*) AS n FROM votes WHERE assignment_id = $1", [assignmentId])).toBe(0);
    await expectCountersTrue(study.studyId);
  });

  test("a token of one study opens no other", async () => {
    const [here, there] = [await makeStudy(), await makeStudy()];
    const rater = await join(here.slug);
    await expect(takePairs({ ...rater, slug: there.slug }, [])).rejects.toMatchObject({ code: "not_signed_in" });
  });
});

describe("undo", () => {
  test("withdraws the last vote, shows its pair again and lets the unseen one go", async () => {
    const study = await makeStudy();
    const rater = await join(study.slug);
    const [one, two] = (await takePairs(rater, [])).pairs.map(({ assignmentId }) => assignmentId) as [string, string];
    await recordVote(rater, vote(one));
    const reply = await undoVote(rater, { assignmentId: one, revision: 1, have: [] });
    expect(reply).toMatchObject({ outcome: "recorded", progress: { done: 0 } });
    expect(reply.pairs.map(({ assignmentId }) => assignmentId)).toEqual([one, two]);
    expect(reply.pairs[0]?.pair?.revision).toBe(2);
    await expectCountersTrue(study.studyId);
    const again = await recordVote(rater, vote(one, { revision: 2, choice: "second" }));
    expect(again).toMatchObject({ outcome: "recorded", progress: { done: 1 } });
    expect(again.pairs).toHaveLength(2);
    const { rows } = await getPool().query("SELECT choice FROM votes WHERE assignment_id = $1 ORDER BY revision", [
      one,
    ]);
    expect(rows.map(({ choice }) => choice)).toEqual(["first", "withdrawn", "second"]);
    await expectCountersTrue(study.studyId);
  });

  test("only the last vote can be taken back, and an undo sent again is one", async () => {
    const study = await makeStudy();
    const rater = await join(study.slug);
    const [one, two] = (await takePairs(rater, [])).pairs.map(({ assignmentId }) => assignmentId) as [string, string];
    await recordVote(rater, vote(one));
    await recordVote(rater, vote(two));
    await expect(undoVote(rater, { assignmentId: one, revision: 1, have: [] })).rejects.toMatchObject({
      code: "conflict",
    });
    const undone = await undoVote(rater, { assignmentId: two, revision: 1, have: [] });
    const repeated = await undoVote(rater, { assignmentId: two, revision: 1, have: [] });
    expect(repeated).toEqual({ ...undone, outcome: "repeated" });
    await expectCountersTrue(study.studyId);
  });
});

describe("places", () => {
  test("a rater meets a prompt once, unless the study says otherwise", async () => {
    const once = await makeStudy({ prompts: 3, models: 3 });
    const often = await makeStudy({ prompts: 3, models: 3, protocol: { oncePerPrompt: false } });
    for (const [study, most] of [
      [once, 3],
      [often, 9],
    ] as const) {
      const rater = await join(study.slug);
      let reply = await takePairs(rater, []);
      for (let votes = 0; reply.state === "rating"; votes++) {
        expect(votes).toBeLessThan(most);
        reply = await recordVote(rater, vote(only(reply.pairs).assignmentId));
      }
      expect(reply).toMatchObject({ state: "finished", progress: { done: most, total: most }, pairs: [] });
      await expectCountersTrue(study.studyId);
    }
  });

  test("a rater's share is capped where the study caps it", async () => {
    const study = await makeStudy({ prompts: 5, protocol: { pairsPerRater: 2 } });
    const rater = await join(study.slug);
    let reply = await takePairs(rater, []);
    expect(reply.progress).toEqual({ done: 0, total: 2 });
    for (let votes = 0; votes < 2; votes++) reply = await recordVote(rater, vote(only(reply.pairs).assignmentId));
    expect(reply).toMatchObject({ state: "finished", progress: { done: 2, total: 2 } });
  });

  test("while others hold the last places a rater waits; when all are voted the study is finished", async () => {
    const study = await makeStudy({ prompts: 1, votesPerComparison: 1 });
    const [holder, waiter] = [await join(study.slug), await join(study.slug)];
    const { assignmentId } = only((await takePairs(holder, [])).pairs);
    expect((await takePairs(waiter, [])).state).toBe("waiting");
    await recordVote(holder, vote(assignmentId));
    expect((await takePairs(waiter, [])).state).toBe("finished");
  });

  test("a lease that ran out goes back, to a rater who waits for it and by the sweep", async () => {
    const study = await makeStudy({ prompts: 1, votesPerComparison: 1 });
    const [gone, waiter] = [await join(study.slug), await join(study.slug)];
    const left = only((await takePairs(gone, [])).pairs).assignmentId;
    await runOut(study.studyId);
    const taken = only((await takePairs(waiter, [])).pairs).assignmentId;
    expect(taken).not.toBe(left);
    await expectCountersTrue(study.studyId);
    expect((await recordVote(gone, vote(left))).outcome).toBe("taken_back");
    await runOut(study.studyId);
    expect(await expireLeases(WORKER)).toBe(1);
    await expectCountersTrue(study.studyId);
    // free again, so the late vote counts after all
    expect((await recordVote(gone, vote(left))).outcome).toBe("recorded");
    await expectCountersTrue(study.studyId);
  });

  test("the rater whose lease ran out may be given the same pair again, the same way round", async () => {
    const study = await makeStudy({ prompts: 1, votesPerComparison: 1 });
    const rater = await join(study.slug);
    const before = only((await takePairs(rater, [])).pairs).pair;
    await runOut(study.studyId);
    await expireLeases(WORKER);
    const after = only((await takePairs(rater, [])).pairs).pair;
    expect(after).toEqual({ ...before, trialIndex: 2 });
    await expectCountersTrue(study.studyId);
  });

  test("a paused study leases no more, and the pair on the screen still counts", async () => {
    const study = await makeStudy();
    const rater = await join(study.slug);
    const [one, two] = (await takePairs(rater, [])).pairs.map(({ assignmentId }) => assignmentId) as [string, string];
    await getPool().query("UPDATE studies SET status = 'paused' WHERE id = $1", [study.studyId]);
    expect(await recordVote(rater, vote(one))).toMatchObject({ outcome: "recorded", pairs: [{ assignmentId: two }] });
    expect(await recordVote(rater, vote(two))).toMatchObject({ outcome: "recorded", state: "paused", pairs: [] });
  });

  test("many raters at once: every place is voted once, none twice, none over", async () => {
    const study = await makeStudy({ prompts: 6, models: 3, votesPerComparison: 2, protocol: { oncePerPrompt: false } });
    const raters = await Promise.all(Array.from({ length: 12 }, () => join(study.slug)));
    await Promise.all(
      raters.map(async (rater) => {
        let reply = await takePairs(rater, []);
        while (reply.state === "rating" || reply.state === "waiting") {
          const held = reply.pairs[0];
          reply = held ? await recordVote(rater, vote(held.assignmentId)) : await takePairs(rater, []);
        }
        expect(reply.state).toBe("finished");
      }),
    );
    expect(
      await count("SELECT count(*) AS n FROM comparisons WHERE study_id = $1 AND done = 2 AND open = 0", [
        study.studyId,
      ]),
    ).toBe(18);
    await expectCountersTrue(study.studyId);
  });

  test("within a comparison first and second differ by one at most, and each rater sees each model on either side", async () => {
    const study = await makeStudy({ prompts: 12, models: 2, votesPerComparison: 4 });
    for (let index = 0; index < 4; index++) {
      const rater = await join(study.slug);
      let reply = await takePairs(rater, []);
      while (reply.state === "rating") reply = await recordVote(rater, vote(only(reply.pairs).assignmentId));
    }
    expect(
      await count("SELECT count(*) AS n FROM comparisons WHERE study_id = $1 AND first_a = 2 AND done = 4", [
        study.studyId,
      ]),
    ).toBe(12);
    expect(
      await count(
        `SELECT max(abs(lean)) AS n FROM (SELECT sum(CASE WHEN first_is_a THEN 1 ELSE -1 END) AS lean
         FROM assignments a JOIN raters r ON r.id = a.rater_id WHERE r.study_id = $1 GROUP BY rater_id) x`,
        [study.studyId],
      ),
    ).toBeLessThanOrEqual(6);
  });

  test("the fewest votes go first, and the propensity is one in the number of candidates", async () => {
    const study = await makeStudy({ prompts: 4, votesPerComparison: 2 });
    const [one, two] = [await join(study.slug), await join(study.slug)];
    await takePairs(one, []);
    await takePairs(two, []);
    const { rows } = await getPool().query<{ propensity: number; load: number }>(
      `SELECT a.propensity, c.open AS load FROM assignments a JOIN comparisons c ON c.id = a.comparison_id
       WHERE c.study_id = $1 ORDER BY a.id`,
      [study.studyId],
    );
    expect(rows.map(({ load }) => load)).toEqual([1, 1, 1, 1]);
    expect(rows.map(({ propensity }) => propensity)).toEqual([1 / 4, 1 / 3, 1 / 2, 1]);
  });
});

test("a vote cannot be changed or deleted, not even by SQL", async () => {
  const study = await makeStudy();
  const rater = await join(study.slug);
  await recordVote(rater, vote(only((await takePairs(rater, [])).pairs).assignmentId));
  await expect(getPool().query("UPDATE votes SET choice = 'second'")).rejects.toThrow(/append-only/);
  await expect(getPool().query("DELETE FROM votes")).rejects.toThrow(/append-only/);
});

test("a flag sent twice is one flag, and takes no place", async () => {
  const study = await makeStudy();
  const rater = await join(study.slug);
  const { assignmentId } = only((await takePairs(rater, [])).pairs);
  const flag = { assignmentId, side: "first", reason: "names_model" } as const;
  await flagResponse(rater, flag);
  await flagResponse(rater, flag);
  expect(await count("SELECT count(*) AS n FROM flags WHERE assignment_id = $1", [assignmentId])).toBe(1);
  await expect(flagResponse(await join(study.slug), flag)).rejects.toMatchObject({ code: "not_found" });
});
