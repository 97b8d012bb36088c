import { expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import type { RaterActor } from "@/lib/auth/actor";
import { getPool } from "@/lib/db/pool";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { admitRater } from "@/lib/raters/commands";
import { hashRaterToken } from "@/lib/raters/session";
import type { Asks } from "@/lib/studies/asks-schema";
import { recordVote } from "@/lib/votes/commands/record-vote";
import { undoVote } from "@/lib/votes/commands/undo-vote";
import type { VoteRequest } from "@/lib/votes/schema";

withTestDatabase();

const ASKS: Asks = {
  strength: 3,
  criteria: [{ name: "clear", question: { en: "Which is clearer?" } }],
  reason: { minimum: 5 },
  flaws: [{ name: "made_up", label: { en: "Made up" } }],
};

async function begin(asks?: Asks) {
  const study = await makeStudy({ protocol: asks && { asks } });
  const { token } = await admitRater(study.slug, "1");
  const rater: RaterActor = { kind: "rater", slug: study.slug, tokenHash: hashRaterToken(token) };
  const { pairs } = await takePairs(rater, []);
  const cast = (place: number, given: Partial<VoteRequest>) =>
    recordVote(rater, {
      ...{ assignmentId: pairs[place]?.assignmentId ?? "", revision: 0, choice: "first" },
      ...{ layout: "stacked", decisionMs: 1500, have: [] },
      ...given,
    });
  return { study, rater, pairs, cast };
}

async function listVotes(studyId: string): Promise<unknown[]> {
  const { rows } = await getPool().query(
    `SELECT v.choice, v.revision, v.reason, v.strength, v.criteria, v.flaws FROM votes v
     JOIN assignments a ON a.id = v.assignment_id JOIN comparisons c ON c.id = a.comparison_id
     WHERE c.study_id = $1 ORDER BY v.created_at, v.revision`,
    [studyId],
  );
  return rows;
}

test("what is asked beside the choice is written with the vote; what it does not ask, or lacks, is no vote", async () => {
  const { study, rater, pairs, cast } = await begin(ASKS);
  const whole = { strength: 3, criteria: { clear: "second" }, reason: "Because.", flaws: { first: ["made_up"], second: [] } } as const; // biome-ignore format: one vote
  for (const wrong of [
    {},
    { ...whole, strength: 4 },
    { ...whole, criteria: { short: "first" } as never },
    { ...whole, reason: "No." },
  ]) {
    // biome-ignore format: four votes
    await expect(cast(0, wrong as Partial<VoteRequest>)).rejects.toMatchObject({ code: "bad_input" });
  }
  expect(await listVotes(study.studyId)).toEqual([]);

  const answers = structuredClone(whole) as unknown as Partial<VoteRequest>;
  expect(await cast(0, answers)).toMatchObject({ outcome: "recorded" });
  expect(await cast(0, answers)).toMatchObject({ outcome: "repeated" });
  await undoVote(rater, { assignmentId: pairs[0]?.assignmentId ?? "", revision: 1, have: [] });
  const { strength: _, ...tied } = answers;
  await cast(0, { ...tied, choice: "tie", flaws: undefined, revision: 2 });
  await cast(1, { choice: "cannot_judge", reason: "language" });
  const nothing = { reason: null, strength: null, criteria: null, flaws: null };
  expect(await listVotes(study.studyId)).toEqual([
    { choice: "first", revision: 0, ...whole },
    { choice: "withdrawn", revision: 1, ...nothing },
    { choice: "tie", revision: 2, ...whole, strength: null, flaws: { first: [], second: [] } },
    { choice: "cannot_judge", revision: 0, ...nothing, reason: "language" },
  ]);
});

test("a study that asks for the choice alone takes nothing beside it", async () => {
  const { study, cast } = await begin();
  await expect(cast(0, { strength: 1 })).rejects.toMatchObject({ code: "bad_input" });
  await expect(cast(0, { reason: "Because." })).rejects.toMatchObject({ code: "bad_input" });
  await cast(0, {});
  expect(await listVotes(study.studyId)).toMatchObject([
    { choice: "first", reason: null, strength: null, flaws: null },
  ]);
});
