import { describe, expect, it } from "vitest";
import {
  describePanel,
  placeOutside,
  toCaption,
  toLegend,
  toPublishedMarks,
  toSegments,
} from "@/components/results/bars";
import type { MatrixBar } from "@/lib/results/schema";

const bar = (counts: Partial<MatrixBar>): MatrixBar => ({
  model: "Koala",
  opponent: "Alpaca",
  better: 0,
  tied: 0,
  worse: 0,
  bothBad: 0,
  cannotJudge: 0,
  votes: 0,
  raters: 0,
  prompts: 0,
  published: null,
  reason: null,
  ...counts,
});

const figures = (counts: Partial<MatrixBar>) => toSegments(bar(counts)).map((segment) => segment.figure);

describe("toSegments", () => {
  it("stacks better, tied, worse from the bottom and fills the bar", () => {
    const segments = toSegments(bar({ better: 27, worse: 222, tied: 69 }));
    expect(segments.map((segment) => segment.part)).toEqual(["better", "tied", "worse"]);
    const last = segments[2];
    expect((last?.from ?? 0) + (last?.percent ?? 0)).toBeCloseTo(100, 10);
  });

  it("prints figures that add to 100", () => {
    expect(figures({ better: 1, tied: 1, worse: 1 })).toEqual(["34", "33", "33"]);
    expect(figures({ better: 27, worse: 222, tied: 69 })).toEqual(["8", "22", "70"]);
  });

  it("counts both bad with tied, and cannot judge not at all", () => {
    expect(figures({ better: 5, tied: 1, bothBad: 1, worse: 3, cannotJudge: 90 })).toEqual(["50", "20", "30"]);
  });

  it("is empty without votes, never NaN", () => {
    expect(toSegments(bar({}))).toEqual([]);
    expect(toSegments(bar({ cannotJudge: 4 }))).toEqual([]);
  });

  it("says <1 where there are votes too few to show, and 0 where there are none", () => {
    expect(figures({ better: 1, tied: 0, worse: 999 })).toEqual(["<1", "0", "100"]);
  });
});

describe("placeOutside", () => {
  it("keeps figures of thin parts apart and inside the plot", () => {
    const low = placeOutside(toSegments(bar({ better: 1, tied: 1, worse: 98 })), 5).map((figure) => figure.at);
    expect(low).toEqual([2.5, 7.5]);
    const high = placeOutside(toSegments(bar({ better: 98, tied: 1, worse: 1 })), 5).map((figure) => figure.at);
    expect(high).toEqual([92.5, 97.5]);
  });

  it("leaves figures with room inside", () => {
    expect(placeOutside(toSegments(bar({ better: 48, tied: 22, worse: 30 })), 5)).toEqual([]);
  });
});

describe("words", () => {
  it("names the reference, or A and B where all pairs meet", () => {
    expect(toLegend("Koala", false)).toEqual({ better: "Koala better", tied: "Equally good", worse: "Koala worse" });
    expect(toLegend(null, true).worse).toBe("B better");
  });

  it("says the figures and the reasons of a panel", () => {
    const panel = {
      promptSet: "Koala test set",
      reference: "Koala",
      bars: [bar({ better: 2, tied: 1, worse: 1 }), bar({ opponent: "ChatGPT", reason: "No votes yet." })],
    };
    const words = describePanel(panel, toLegend("Koala", false));
    expect(words).toContain("v Alpaca: 50, 25, 25; v ChatGPT: No votes yet.");
  });

  it("marks where a published bar divides, and names who published it only then", () => {
    const published = bar({ better: 1, published: { better: 48, tied: 22, worse: 30 } });
    expect(toPublishedMarks(published)).toEqual([48, 70]);
    expect(toPublishedMarks(bar({}))).toEqual([]);
    const panel = { promptSet: "s", reference: "Koala" };
    expect(toCaption([{ ...panel, bars: [published] }], false)).toContain("BAIR");
    expect(toCaption([{ ...panel, bars: [bar({ better: 1 })] }], false)).not.toContain("BAIR");
  });
});
