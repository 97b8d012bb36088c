import { expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import type { RatingReply } from "@/lib/assignments/schema";
import { addRater } from "@/lib/assignments/testing/add-rater";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import type { Protocol } from "@/lib/studies/schema";
import { NO_SESSION } from "@/lib/studies/session-schema";
import { recordVote } from "@/lib/votes/commands/record-vote";

withTestDatabase();

const FROZEN: Protocol["frozen"] = { comparisons: 10, comparisonsDigest: "made", leftOut: [] };

/** Votes on whatever is held until nothing is; the last reply. */
async function voteToTheEnd(actor: RaterActor, each: (reply: RatingReply) => Promise<void> = async () => {}) {
  let reply = await takePairs(actor, []);
  for (let votes = 0; ; votes++) {
    const [held] = reply.pairs;
    if (!held) return { votes, reply };
    await each(reply);
    reply = await recordVote(actor, {
      ...{ assignmentId: held.assignmentId, revision: 0, choice: "first", layout: "stacked" },
      ...{ decisionMs: 900, visibleMs: 900, have: [] },
    });
  }
}

test("a cap on votes ends a rater there, who is told that they have finished though places are left", async () => {
  const study = await makeStudy({ prompts: 10, protocol: { pairsPerRater: 3 } });
  const { votes, reply } = await voteToTheEnd(await addRater(study));
  expect(votes).toBe(3);
  expect(reply).toMatchObject({ state: "finished", progress: { done: 3, total: 3 } });
});

test("a cap on the share of a study's votes does the same, and is rounded up", async () => {
  // 10 comparisons of 3 votes: a twelfth of 30 is 2.5
  const session = { ...NO_SESSION, mostShare: 1 / 12 };
  const study = await makeStudy({ prompts: 10, protocol: { session, frozen: FROZEN } });
  const { votes, reply } = await voteToTheEnd(await addRater(study));
  expect(votes).toBe(3);
  expect(reply).toMatchObject({ state: "finished", progress: { done: 3, total: 3 } });
});

test("of two caps the lower one holds", async () => {
  const session = { ...NO_SESSION, mostShare: 1 / 6 };
  const study = await makeStudy({ prompts: 10, protocol: { session, frozen: FROZEN, pairsPerRater: 2 } });
  expect((await voteToTheEnd(await addRater(study))).votes).toBe(2);
});

test("after the minutes of a session no pair is handed out; those on the screen still count", async () => {
  const study = await makeStudy({ prompts: 10, protocol: { session: { ...NO_SESSION, mostMinutes: 20 } } });
  const actor = await addRater(study);
  const { votes, reply } = await voteToTheEnd(actor, async ({ progress }) => {
    if (progress.done !== 3) return;
    // their first pair was handed out 21 minutes ago
    await getPool().query(
      `UPDATE assignments SET served_at = served_at - interval '21 minutes'
       WHERE rater_id = (SELECT id FROM raters WHERE token_hash = $1)`,
      [actor.tokenHash],
    );
  });
  // two were held when the time was up
  expect(votes).toBe(5);
  expect(reply.state).toBe("finished");
  // another rater has all of their time
  expect((await takePairs(await addRater(study), [])).pairs.length).toBe(2);
});

test("who may take more waits while others hold the places", async () => {
  const study = await makeStudy({ prompts: 2, votesPerComparison: 1 });
  await takePairs(await addRater(study), []);
  expect((await takePairs(await addRater(study), [])).state).toBe("waiting");
});
