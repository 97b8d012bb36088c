import { describe, expect, it } from "vitest";
import { buildCountTable, selectCells } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { planFromPilot, readPilot } from "@/lib/stats/study-plan-pilot";
import { DESIGNS, type Design, HEAVY_TAILED, simulateVotes } from "@/lib/stats/testing/simulate-votes";
import { type SmallVote, toSmallTable } from "@/lib/stats/testing/small-tables";

const AIMS = { level: 0.95, minimumDifference: 0.1, wantedHalfWidth: 0.05, pricePerVote: 1 };

describe("readPilot", () => {
  it("reads a table written by hand", () => {
    const votes: SmallVote[] = [
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 0, rater: 1, difference: 0 },
      { prompt: 1, rater: 0, difference: -1 },
      { prompt: 1, rater: 1, difference: 1 },
      { prompt: 2, rater: 0, difference: 1 },
      { prompt: 2, rater: 2, difference: 0 },
    ];
    const pilot = readPilot(toSmallTable(votes));
    expect(pilot).toMatchObject({ prompts: 3, raters: 3, votes: 6, difference: 2 / 6, tieRate: 1 - 4 / 6 });
    expect(pilot.unevenness.prompt).toEqual({ variance: 1, degrees: 1 });
    // shares 1/2, 1/3 and 1/6: 3 · (1/4 + 1/9 + 1/36)
    expect(pilot.unevenness.rater.variance).toBeCloseTo(7 / 6, 12);
    expect(pilot.unevenness.rater.degrees).toBeGreaterThan(1);
    expect(pilot.unevenness.residual).toBe(1);
  });

  it("counts turns that say the same again as less than votes", () => {
    const { table } = simulateVotes(DESIGNS[0] as Design, 1);
    const twice = [0, 1].flatMap((turn) => listCells(table).map((cell) => ({ ...cell, turn })));
    const once = readPilot(table);
    const pilot = readPilot(buildCountTable(table, twice));
    expect(pilot.votes).toBe(2 * once.votes);
    expect(pilot.components.residual).toBeCloseTo(once.components.residual, 12);
    expect(pilot.unevenness.residual).toBeCloseTo(2, 12);
  });

  it("cannot tell prompts from raters where nothing is shared", () => {
    const table = toSmallTable([
      { prompt: 0, rater: 0, difference: 1 },
      { prompt: 1, rater: 1, difference: -1 },
    ]);
    expect(() => readPilot(table)).toThrow(NotIdentifiableError);
    expect(() => readPilot(selectCells(table, () => false))).toThrow(NotIdentifiableError);
  });
});

describe("planFromPilot", () => {
  it.each([DESIGNS[0] as Design, HEAVY_TAILED])("foresees the interval that the study has: $name", (design) => {
    const tables = Array.from({ length: 15 }, (_, seed) => simulateVotes(design, seed).table);
    for (const estimand of ["prompts_like_these", "these_prompts"] as const) {
      const options = { estimand, aggregation: "votes", level: 0.95 } as const;
      let planned = 0;
      let real = 0;
      for (const table of tables) {
        const { low, high } = estimateRate(gatherPairVotes(table, 0), "difference", options).interval;
        planned += planFromPilot(table, { ...AIMS, estimand }).halfWidth;
        real += (high - low) / 2;
      }
      // with heavy tails a few raters decide, and so few studies are too few to say more
      expect(Math.abs(planned / real - 1), estimand).toBeLessThan(design === HEAVY_TAILED ? 0.1 : 0.05);
    }
  });
});

function listCells(table: ReturnType<typeof buildCountTable>) {
  return Array.from({ length: table.cells }, (_, cell) => ({
    ...{ prompt: table.prompt[cell] as number, turn: 0, rater: table.rater[cell] as number },
    ...{ modelA: 0, modelB: 1, firstShown: 0, outcome: table.outcome[cell] as number },
    votes: table.votes[cell] as number,
  }));
}
