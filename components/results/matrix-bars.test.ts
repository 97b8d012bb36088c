import { describe, expect, it } from "vitest";
import type { Bar } from "@/components/results/bars";
import { findReference, type TieView, toBarPanels } from "@/components/results/matrix-bars";
import { describePanel, toMatrixCaption } from "@/components/results/matrix-words";
import { estimated, makePair } from "@/components/results/testing/make-pair";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";

const published = { better: 48, tied: 22, worse: 30 };
const pair = makePair({ better: 50, tied: 15, bothBad: 5, worse: 30, published });

function toBar(view: TieView, of = pair): Bar {
  const [bar] = toBarPanels([of], view)[0]?.bars ?? [];
  if (!bar) throw new Error("no bar");
  return bar;
}

const percents = (bar: Bar) => bar.segments.map((segment) => Math.round(segment.percent));

describe("toBarPanels", () => {
  it("shows ties, both bad among them, with a whisker at each division", () => {
    const bar = toBar("show");
    expect(percents(bar)).toEqual([50, 20, 30]);
    expect(bar.whiskers.map(({ low, high }) => [Math.round(low), Math.round(high)])).toEqual([
      [46, 54],
      [66, 74],
    ]);
    expect(bar.marks).toEqual([48, 70]);
    expect(bar.under.map((row) => row.name)).toEqual(["Votes", "Raters", "Prompts", "Published"]);
  });

  it("under a rule there is one whisker, the published bar is divided by the same rule, and the rate is printed", () => {
    expect(toBar("better_or_tied").marks).toEqual([70]);
    expect(toBar("half").marks).toEqual([59]);
    expect(toBar("dropped").marks[0]).toBeCloseTo((100 * 48) / 78, 10);
    expect(percents(toBar("dropped"))).toEqual([63, 38]);
    expect(toBar("half").whiskers).toHaveLength(1);
    expect(toBar("half").under[0]).toEqual({ name: "Ties as half", figure: "60.0 ±4.0" });
  });

  it("draws what was estimated, and counts where nothing could be", () => {
    const weighed = { betterShare: estimated(0.6, 0.1), tiedShare: estimated(0.1, 0.1) };
    expect(percents(toBar("show", makePair({ ...pair, ...weighed })))).toEqual([60, 10, 30]);
    const none = { ok: false, reason: "One rater." } as const;
    const bare = toBar("show", makePair({ ...pair, betterShare: none, betterOrTied: none, winRate: none }));
    expect(percents(bare)).toEqual([50, 20, 30]);
    expect(bare.whiskers).toEqual([]);
  });

  it("keeps whiskers inside the bar", () => {
    const edge = makePair({ ...pair, betterShare: estimated(0.01, 0.05), betterOrTied: estimated(0.99, 0.05) });
    expect(toBar("show", edge).whiskers).toEqual([
      { low: 0, high: expect.closeTo(6) },
      { low: expect.closeTo(94), high: 100 },
    ]);
  });

  it("cannot judge is in no bar", () => {
    const unjudged = makePair({ cannotJudge: 4, reason: "No rater could judge this pair." });
    expect(toBar("show", unjudged)).toMatchObject({ segments: [], reason: "No rater could judge this pair." });
  });

  it("names both models where all pairs meet", () => {
    const pairs = [pair, makePair({ model: "ChatGPT" })];
    expect(findReference(pairs)).toBeNull();
    expect(toBarPanels(pairs, "show")[0]?.bars.map((bar) => bar.label)).toEqual([
      ["Koala", "v Alpaca"],
      ["ChatGPT", "v Alpaca"],
    ]);
  });
});

describe("words", () => {
  const names = { better: "Koala better", tied: "Equally good", worse: "Koala worse" };
  const options = { estimand: "prompts_like_these" } as AnalysisOptions;
  const caption = (pairs: Parameters<typeof toMatrixCaption>[0]["pairs"]) =>
    toMatrixCaption({ pairs, options, view: "show" });

  it("say the figures, their intervals, and why there is no bar", () => {
    const [panel] = toBarPanels([pair, makePair({ opponent: "ChatGPT", reason: "No votes yet." })], "show");
    expect(panel && describePanel(panel, names)).toBe(
      "Koala test set. Percent of votes Koala better, Equally good, Koala worse. " +
        "v Alpaca: 50, 20, 30, intervals 46 to 54 and 66 to 74; v ChatGPT: No votes yet.",
    );
  });

  it("name BAIR only where its figures stand", () => {
    expect(caption([pair])).toContain("BAIR");
    expect(caption([makePair({ better: 1 })])).not.toContain("BAIR");
  });
});
