import { expect, it } from "vitest";
import { toFindings } from "@/components/results/quality/findings";
import { estimated, QUALITY_FIXTURE, rater, refused } from "@/components/results/quality/testing/quality-fixture";
import type { DataQuality } from "@/lib/results/analysis-schema";

const findingOf = (id: string, change: Partial<DataQuality>) => {
  const found = toFindings({ ...QUALITY_FIXTURE, ...change }).find((finding) => finding.id === id);
  if (!found) throw new Error(`There is no finding ${id}.`);
  return found;
};

it("a side that is chosen more often is told with its share and its test, and one that is not is fine", () => {
  const { sideBias } = QUALITY_FIXTURE;
  expect(findingOf("side", {})).toMatchObject({
    state: "fine",
    more: "The first got 50.6% of votes for a side, between 48.9% and 52.3%.",
  });
  const tilted = { ...sideBias, firstRate: estimated(0.44, 0.02), p: { ok: true as const, value: 0.0001 } };
  const told = findingOf("side", { sideBias: tilted });
  expect(told).toMatchObject({
    state: "look",
    finding: "The response shown second is chosen more often than the other.",
  });
  expect(told.more).toContain("between 42.0% and 46.0% (p <0.001)");
});

it("what the data cannot say is neither fine nor a warning, and gives the reason", () => {
  const firstRate = refused<never>("The imported file does not say which response stood first.");
  const sideBias = { ...QUALITY_FIXTURE.sideBias, firstRate };
  expect(findingOf("side", { sideBias })).toMatchObject({
    state: "unknown",
    more: firstRate.ok ? "" : firstRate.reason,
  });
  const vague = { ...QUALITY_FIXTURE.sideBias, firstRate: estimated(0.7, 0.3), p: { ok: true as const, value: 0.2 } };
  expect(findingOf("side", { sideBias: vague })).toMatchObject({ state: "unknown" });
  expect(findingOf("agreement", { sharedUnits: 0, agreement: [] }).state).toBe("unknown");
  expect(findingOf("raters", { raters: [] }).state).toBe("unknown");
});

it("raters that stand out are counted, once each", () => {
  expect(findingOf("raters", {})).toMatchObject({ state: "look", finding: "3 raters are unusual." });
  expect(findingOf("raters", { raters: [rater("one")] })).toMatchObject({ state: "fine" });
});

it("agreement that chance could give, or nearly, is to be looked at", () => {
  expect(findingOf("agreement", {})).toMatchObject({
    state: "fine",
    finding: "Two raters say the same in 54% of pairs of votes.",
  });
  const told = (alpha: number) => {
    const agreement = QUALITY_FIXTURE.agreement.map((row) =>
      row.measure === "krippendorff_nominal" ? { ...row, withTies: estimated(alpha, 0.03) } : row,
    );
    const { state, more } = findingOf("agreement", { agreement });
    return `${state}: ${more}`;
  };
  expect(told(0.02)).toContain("look: Without ties 74%. Krippendorff’s α is 0.02: chance alone could give as much.");
  expect(told(0.12)).toContain("Krippendorff’s α is 0.12: little more than chance gives.");
  expect(told(0.21)).toContain("fine: Without ties 74%. Krippendorff’s α is 0.21.");
});
