import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { QualityPanels } from "@/components/results/quality/quality-panels";
import { RatersPanel } from "@/components/results/quality/raters-panel";
import { QUALITY_FIXTURE, refused } from "@/components/results/quality/testing/quality-fixture";
import type { DataQuality } from "@/lib/results/analysis-schema";

function draw(change: Partial<DataQuality> = {}, isImported = false): string {
  const quality = { ...QUALITY_FIXTURE, ...change };
  const raters = (
    <RatersPanel
      raters={quality.raters}
      sort={{ by: "agreement", order: "asc" }}
      toHref={({ by, order }) => `?sort=${by}&order=${order}`}
      most={25}
    />
  );
  return renderToStaticMarkup(
    <QualityPanels analysis={{ quality, pairs: [] }} isImported={isImported} raters={raters} />,
  );
}

const toText = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");
const labelsOf = (markup: string) => [...markup.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);

it("each chart is told in words with its intervals", () => {
  const [agreement, sides, times] = labelsOf(draw());
  expect(agreement).toContain("Two raters agree: 54.1% (52.0 to 56.2%) with ties, 74.2% (71.8 to 76.6%) without");
  expect(agreement).toContain("Fleiss’ κ: no figure with ties, no figure without");
  expect(sides).toContain("All pairs: 50.6%, between 48.9% and 52.3%");
  expect(times).toContain("Median 31 s. 0 s to 5 s: 41;");
});

it("the table gives published levels by name, and the reason where there is no figure", () => {
  const text = toText(draw());
  expect(text).toContain("MT-Bench 63% with, MT-Bench 81% without");
  // its source does not say how ties count, so it is neither with nor without them
  expect(text).not.toContain("AlpacaFarm");
  expect(text).toContain("Fleiss’ κ wants as many votes on each comparison; they have 2 to 7.");
});

it("raters are sorted by the address, heads say so and turn about, and what is unusual is in words", () => {
  const markup = draw();
  expect(markup).toMatch(/aria-sort="ascending"><a[^>]+href="\?sort=agreement&amp;order=desc"/);
  expect(markup).toMatch(/<a[^>]+href="\?sort=tieRate&amp;order=desc"/);
  const order = [...markup.matchAll(/<span class="mono">([^<]+)/g)].map(([, name]) => name);
  expect(order.slice(0, 2)).toEqual(["r-m4w", "r-0tx"]);
  expect(toText(markup)).toContain("Chooses the first in 92% of votes for a side (p &lt;0.001)");
});

it("exclusions are told by rule, and what raters took the models for with its index and its question", () => {
  expect(draw()).not.toContain("Did raters know the models?");
  const interval = { low: -0.009, high: 0.409, level: 0.95 };
  const value = { value: 0.2, standardError: 0.106, degreesOfFreedom: null, interval };
  const blinding = {
    question: "Which models?",
    right: 20,
    wrong: 10,
    unknown: 20,
    index: { ok: true as const, value },
  };
  const text = toText(draw({ blinding }));
  expect(text).toContain("20 of 50 raters named one of these models. Blinding index 0.20, between −0.01 and 0.41.");
  expect(text).toContain("At the end raters were asked: “Which models?”");
  expect(text).toMatch(/Excluded for Raters Votes Always the same side 1 12/);
  expect(text).toContain("Raters who withdrew are nowhere on these pages");
  const refusal = { ok: false as const, reason: "Nobody has answered the question yet." };
  const empty = draw({ blinding: { question: "Which?", right: 0, wrong: 0, unknown: 0, index: refusal } });
  expect(toText(empty)).toContain("Did raters know the models? ");
  expect(toText(empty)).toContain(refusal.reason);
});

it("a prompt that divides raters leads to its texts", () => {
  expect(draw()).toContain('href="/studio/prompts/Koala%20test%20set/koala_3"');
});

it("an imported study without times or order says so, and draws no empty chart", () => {
  const reason = "The imported file does not say which response stood first.";
  const markup = draw(
    {
      agreement: [],
      sharedUnits: 0,
      decisionTimes: [],
      medianDecisionMs: null,
      sideBias: { ...QUALITY_FIXTURE.sideBias, firstRate: refused(reason) },
      sideBiasByPair: [],
      dividingPrompts: [],
      humanModelAgreement: null,
      raters: QUALITY_FIXTURE.raters.map((one) => ({ ...one, medianDecisionMs: null })),
    },
    true,
  );
  expect(labelsOf(markup)).toEqual([]);
  const text = toText(markup);
  expect(text).toContain(reason);
  expect(text).toContain("The imported file says nothing about how long its raters took");
  expect(text).not.toContain("Median time");
  expect(text).not.toContain("Do models as judges agree");
});
