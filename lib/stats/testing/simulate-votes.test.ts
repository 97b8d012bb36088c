import { expect, test } from "vitest";
import { countVotes, TIE } from "@/lib/stats/count-table";
import {
  DESIGNS,
  type Design,
  HEAVY_TAILED,
  simulateVotes,
  trueShares,
  trueSharesOfPrompts,
} from "@/lib/stats/testing/simulate-votes";

const SMALL: Design = { ...(DESIGNS[0] as Design), prompts: 40, votesPerPrompt: 10, raters: 20 };

test("each prompt gets its votes, of as many raters, and raters vote as evenly as that goes", () => {
  for (const design of [...DESIGNS, HEAVY_TAILED]) {
    const { table } = simulateVotes(design, 1);
    expect(countVotes(table)).toBe(design.prompts * design.votesPerPrompt);
    const seen = new Set<string>();
    const ofRaters = new Array<number>(design.raters).fill(0);
    for (let cell = 0; cell < table.cells; cell++) {
      const rater = table.rater[cell] as number;
      seen.add(`${table.prompt[cell]} ${rater}`);
      ofRaters[rater] = (ofRaters[rater] as number) + (table.votes[cell] as number);
    }
    expect(seen.size).toBe(design.prompts * design.votesPerPrompt);
    const spread = Math.max(...ofRaters) - Math.min(...ofRaters);
    if (design.activitySd === 0) expect(spread).toBeLessThanOrEqual(1);
    else expect(spread).toBeGreaterThan((design.prompts * design.votesPerPrompt) / design.raters);
  }
});

test("its seed decides a study, and prompts can be kept", () => {
  expect(simulateVotes(SMALL, 5)).toEqual(simulateVotes(SMALL, 5));
  expect(simulateVotes(SMALL, 6).promptEffects).not.toEqual(simulateVotes(SMALL, 5).promptEffects);
  const { promptEffects } = simulateVotes(SMALL, 5);
  const again = simulateVotes(SMALL, 6, promptEffects);
  expect(again.promptEffects).toEqual(promptEffects);
  expect(again.raterEffects).not.toEqual(simulateVotes(SMALL, 5, promptEffects).raterEffects);
});

test("what is called true is what many studies come to", () => {
  const kept = simulateVotes(SMALL, 0).promptEffects;
  for (const effects of [undefined, kept]) {
    const studies = 100;
    const counts = { better: 0, tied: 0, first: 0 };
    for (let seed = 1; seed <= studies; seed++) {
      const { table } = simulateVotes(SMALL, seed, effects);
      for (let cell = 0; cell < table.cells; cell++) {
        counts.better += table.outcome[cell] === 0 ? 1 : 0;
        counts.tied += table.outcome[cell] === TIE ? 1 : 0;
        counts.first += table.firstShown[cell] === 0 ? 1 : 0;
      }
    }
    const votes = studies * SMALL.prompts * SMALL.votesPerPrompt;
    const truth = effects ? trueSharesOfPrompts(SMALL, effects) : trueShares(SMALL);
    expect(truth.better + truth.tied + truth.worse).toBeCloseTo(1, 12);
    // five standard errors, which are those of the studies' means: about 0.04 each
    expect(Math.abs(counts.better / votes - truth.better)).toBeLessThan((5 * 0.04) / Math.sqrt(studies));
    expect(Math.abs(counts.tied / votes - truth.tied)).toBeLessThan(5 * Math.sqrt(0.1875 / votes));
    expect(Math.abs(counts.first / votes - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / votes));
  }
});

test("without a spread of prompts and raters, the truth is the logistic function", () => {
  const { better, worse } = trueShares({ ...SMALL, promptSd: 0, raterSd: 0, mean: Math.log(3), tieRate: 0.2 });
  expect(better).toBeCloseTo(0.6, 9);
  expect(worse).toBeCloseTo(0.2, 9);
  const spread = trueShares({ ...SMALL, mean: 0 });
  expect(spread.better).toBeCloseTo(spread.worse, 12);
});
