import { expect, test } from "vitest";
import { listContrasts } from "@/lib/results/analyse/contrasts";
import { findFinishedAt, listVotesOverTime, makeSequence } from "@/lib/results/analyse/progress";
import { toScope } from "@/lib/results/analyse/scope";
import type { StudyFacts, StudyVotes } from "@/lib/results/study-votes";
import { makeStudyVotes } from "@/lib/results/testing/study-votes";

const ALL = { promptSet: null, category: null, withExcluded: false };
const NOON = 1_700_000_000;

function readProgress(votes: StudyVotes) {
  const scope = toScope(votes, ALL);
  const [contrast] = listContrasts(votes, scope.human);
  if (!contrast) throw new Error("there is no contrast");
  const sequence = makeSequence(contrast, votes, { finishedAt: findFinishedAt(votes), sequences: 1 });
  return { over: listVotesOverTime(votes, scope), points: sequence.points };
}

const IMPORTED: Partial<StudyFacts> = { origin: "imported", status: "closed", protocolHash: null };

test("votes that a file gives no times have none: nothing is drawn over time, and no sequence is made up", () => {
  const { over, points } = readProgress(makeStudyVotes(30, () => NOON, IMPORTED));
  expect(over).toEqual([]);
  expect(points).toEqual({ ok: false, reason: expect.stringMatching(/^The imported file does not say when/) });
});

test("votes that a file gives times are in their order", () => {
  const { over, points } = readProgress(makeStudyVotes(30, (rater) => NOON - 60 * rater, IMPORTED));
  expect(over.at(-1)).toEqual({ at: new Date(1000 * NOON).toISOString(), votes: 30 });
  expect(points.ok && points.value.map(({ raters }) => raters)).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  // the last rater of the file voted first
  expect(points.ok && points.value.at(-1)?.at).toBe(new Date(1000 * NOON).toISOString());
});

test("votes given here in the same second have times all the same", () => {
  const { over, points } = readProgress(makeStudyVotes(30, () => NOON, {}));
  expect(over.at(-1)?.votes).toBe(30);
  expect(points.ok).toBe(true);
});
