import { describe, expect, it } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { countFewestToFlip, findFewestToFlip } from "@/lib/stats/fragility";
import { drawSmallVotes, type SmallVote, toSmallTable } from "@/lib/stats/testing/small-tables";

describe("countFewestToFlip", () => {
  it("counts votes, raters and prompts of a table written by hand", () => {
    // +3 −1: rater 0 gives +2, rater 1 gives +1 and −1, prompt 1 alone is against
    const table = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 2, rater: 0, difference: 1 },
      { prompt: 0, rater: 1, difference: 1 },
      { prompt: 1, rater: 1, difference: -1 },
    ]);
    // without all three votes for it −1 is left; raters are never against; without prompts 0 and 2 −1 is left
    expect(countFewestToFlip(table)).toEqual({ votes: 3, raters: null, prompts: 2 });
  });

  it("is the same whichever model is ahead", () => {
    for (let seed = 1; seed <= 50; seed++) {
      const votes = drawSmallVotes(seed, 12);
      if (sum(votes) === 0) continue;
      const turned = votes.map((vote) => ({ ...vote, difference: -vote.difference as SmallVote["difference"] }));
      expect(countFewestToFlip(toSmallTable(turned))).toEqual(countFewestToFlip(toSmallTable(votes)));
    }
  });

  it("finds what trying every removal finds", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const votes = drawSmallVotes(seed, 9);
      if (sum(votes) === 0) {
        expect(() => countFewestToFlip(toSmallTable(votes))).toThrow(NotIdentifiableError);
        continue;
      }
      expect(countFewestToFlip(toSmallTable(votes)), `seed ${seed}`).toEqual({
        votes: tryAll(votes, (_, place) => place),
        raters: tryAll(votes, (vote) => vote.rater),
        prompts: tryAll(votes, (vote) => vote.prompt),
      });
    }
  });

  it("knows no order without votes, and none to turn where nobody is against", () => {
    expect(() => countFewestToFlip(toSmallTable([]))).toThrow(NotIdentifiableError);
    const agreed = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 1, rater: 1, difference: 0 },
    ]);
    expect(countFewestToFlip(agreed)).toEqual({ votes: null, raters: null, prompts: null });
  });
});

describe("findFewestToFlip", () => {
  it("takes the largest first, and a draw is not enough", () => {
    expect(findFewestToFlip([3, 2, -1, -2])).toBe(1);
    expect(findFewestToFlip([2, 1, -1])).toBe(2);
    expect(findFewestToFlip([0.5, -2])).toBe(1);
  });

  it("refuses what is not a number, and a sum of 0", () => {
    expect(() => findFewestToFlip([1, Number.NaN])).toThrow(RangeError);
    expect(() => findFewestToFlip([1, -1])).toThrow(NotIdentifiableError);
  });
});

function sum(votes: readonly SmallVote[]): number {
  return votes.reduce((total, vote) => total + vote.difference, 0);
}

/** Removes every set of clusters in turn. */
function tryAll(votes: readonly SmallVote[], toCluster: (vote: SmallVote, place: number) => number): number | null {
  const clusters = [...new Set(votes.map(toCluster))];
  let fewest: number | null = null;
  for (let set = 1; set < 2 ** clusters.length; set++) {
    const removed = new Set(clusters.filter((_, place) => (set >> place) % 2 === 1));
    const left = sum(votes.filter((vote, place) => !removed.has(toCluster(vote, place))));
    const isFlipped = left * sum(votes) < 0;
    if (isFlipped && (fewest === null || removed.size < fewest)) fewest = removed.size;
  }
  return fewest;
}
