import { expect, test } from "vitest";
import { findMajoritySpread } from "@/lib/stats/majority-spread";
import { RATE_SCORES } from "@/lib/stats/pair-scores";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { DESIGNS, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { toPairTable } from "@/lib/stats/testing/to-pair-table";
import { findVoteSpread } from "@/lib/stats/vote-spread";

const DESIGN = DESIGNS[0] as (typeof DESIGNS)[0];

test("each comparison counts once, as what most of its votes chose, and as tied where that is nothing", () => {
  const rows = [
    ...[[0, 1, 0, 0] as const, [0, 1, 1, 0] as const, [0, 1, 2, 2] as const],
    ...[[0, 2, 0, 2] as const, [0, 2, 1, 0] as const],
    ...[[1, 1, 0, 1] as const, [1, 1, 1, 1] as const, [1, 1, 3, 2] as const],
    ...[[2, 1, 4, 0] as const, [2, 1, 0, 0] as const],
  ];
  const votes = gatherPairVotes(toPairTable(rows), 0);
  const value = (rate: "better" | "tied" | "worse" | "dropped") =>
    findMajoritySpread(votes, RATE_SCORES[rate], "prompts_like_these").value;
  expect([value("better"), value("tied"), value("worse"), value("dropped")]).toEqual([0.5, 0.25, 0.25, 2 / 3]);
});

test("raters who share nothing: the variance is of the comparisons alone", () => {
  // each comparison has three raters of its own; two comparisons are won, one is lost and one is drawn
  const outcomes = [
    ...[
      [0, 0, 2],
      [0, 1, 0],
    ],
    ...[
      [2, 2, 0],
      [0, 2, 1],
    ],
  ];
  const rows = outcomes.flatMap((votes, prompt) =>
    votes.map((outcome, rater) => [prompt, 0, 3 * prompt + rater, outcome]),
  );
  const votes = gatherPairVotes(toPairTable(rows), 0);
  const spread = findMajoritySpread(votes, RATE_SCORES.difference, "prompts_like_these");
  // 1, 1, −1 and 0 about 0.25: squares 2.75, over 4 · 3
  expect(spread.value).toBe(0.25);
  expect(spread.standardError ** 2).toBeCloseTo(2.75 / 12, 12);
  expect(spread.degreesOfFreedom).toBeCloseTo(3, 6);
});

test("with one vote a comparison, a majority is the vote, and so is its spread", () => {
  for (let seed = 0; seed < 8; seed++) {
    const { table } = simulateVotes({ ...DESIGN, votesPerPrompt: 1, raters: 6, raterSd: 3 }, seed);
    const votes = gatherPairVotes(table, 0);
    for (const estimand of ["prompts_like_these", "these_prompts"] as const) {
      const ofMajorities = findMajoritySpread(votes, RATE_SCORES.half, estimand);
      const ofVotes = findVoteSpread(votes, RATE_SCORES.half, "votes", estimand);
      expect(ofMajorities.value).toBeCloseTo(ofVotes.value, 12);
      expect(ofMajorities.standardError).toBeCloseTo(ofVotes.standardError, 10);
    }
  }
});

test("other prompts can differ more than other raters of the same prompts", () => {
  for (let seed = 0; seed < 8; seed++) {
    const votes = gatherPairVotes(simulateVotes({ ...DESIGN, promptSd: 2 }, seed).table, 0);
    const [like, these] = (["prompts_like_these", "these_prompts"] as const).map(
      (estimand) => findMajoritySpread(votes, RATE_SCORES.half, estimand).standardError,
    );
    expect(these).toBeLessThan(like as number);
  }
});
