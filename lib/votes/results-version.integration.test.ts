import { expect, test } from "vitest";
import { takePairs } from "@/lib/assignments/commands/take-pairs";
import { makeStudy } from "@/lib/assignments/testing/make-study";
import type { RaterActor } from "@/lib/auth/actor";
import { withTestDatabase } from "@/lib/embedded/test-database";
import { admitRater } from "@/lib/raters/commands";
import { hashRaterToken } from "@/lib/raters/session";
import { recordVote } from "@/lib/votes/commands/record-vote";
import { undoVote } from "@/lib/votes/commands/undo-vote";
import { readVersion } from "@/lib/votes/results-version";
import type { VoteRequest } from "@/lib/votes/schema";

withTestDatabase();

test("a vote and an undo move their study's version, and what is sent again does not", async () => {
  const [study, other] = [await makeStudy(), await makeStudy()];
  const { token } = await admitRater(study.slug, "1");
  const actor: RaterActor = { kind: "rater", slug: study.slug, tokenHash: hashRaterToken(token) };
  const assignmentId = (await takePairs(actor, [])).pairs[0]?.assignmentId ?? "";
  const vote: VoteRequest = {
    ...{ assignmentId, revision: 0, choice: "first", layout: "stacked", decisionMs: 1500, have: [] },
  };
  const undo = { assignmentId, revision: 1, have: [] };
  const first = Number(await readVersion(study.studyId));
  const elsewhere = await readVersion(other.studyId);
  const moved = () => expect.poll(async () => Number(await readVersion(study.studyId)) - first);

  await recordVote(actor, vote);
  await moved().toBe(1);
  await recordVote(actor, vote);
  await undoVote(actor, undo);
  await moved().toBe(2);
  await undoVote(actor, undo);
  await recordVote(actor, { ...vote, revision: 2 });
  await moved().toBe(3);
  expect(await readVersion(other.studyId)).toBe(elsewhere);
});
