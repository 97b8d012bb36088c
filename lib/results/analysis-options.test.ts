import { expect, test } from "vitest";
import { parseAnalysisOptions, toDefaultOptions, toSearchParams } from "@/lib/results/analysis-options";
import type { AnalysisOptions } from "@/lib/results/analysis-schema";

const DEFAULTS = toDefaultOptions(null);

test("without a choice, and with a form's empty fields, the defaults hold", () => {
  expect(parseAnalysisOptions({}, DEFAULTS)).toEqual(DEFAULTS);
  const empty = new URLSearchParams("estimand=&promptSet=&orderEffect=&equivalenceMargin=&view=show");
  expect(parseAnalysisOptions(empty, DEFAULTS)).toEqual(DEFAULTS);
});

test("what is written into an address is read from it again, by a page and by a route", () => {
  const chosen: AnalysisOptions = {
    estimand: "these_prompts",
    aggregation: "majority",
    tieRule: "dropped",
    equivalenceMargin: 0.05,
    scoreModel: "davidson",
    orderEffect: true,
    promptSet: "Koala & co",
    category: "writing",
    withExcluded: true,
  };
  const query = toSearchParams(chosen, DEFAULTS);
  expect(parseAnalysisOptions(query, DEFAULTS)).toEqual(chosen);
  expect(parseAnalysisOptions(Object.fromEntries(query), DEFAULTS)).toEqual(chosen);
  expect(toSearchParams(DEFAULTS, DEFAULTS).size).toBe(0);
});

test("a plan's margin can be left out", () => {
  const planned = { ...DEFAULTS, equivalenceMargin: 0.1 };
  const query = toSearchParams(DEFAULTS, planned);
  expect(query.toString()).toBe("equivalenceMargin=none");
  expect(parseAnalysisOptions(query, planned)).toEqual(DEFAULTS);
});

test.each([
  ["estimand=all", 'estimand is "all". Write prompts_like_these or these_prompts.'],
  ["orderEffect=yes", 'orderEffect is "yes". Write true or false.'],
  [
    "equivalenceMargin=5",
    'equivalenceMargin is "5". Write a share above 0 and below 1, as 0.05 for 5 points, or none.',
  ],
  ["scoreModel=elo", 'scoreModel is "elo". Write bradley_terry, davidson or rao_kupper.'],
])("%s is refused with what there is", (query, message) => {
  expect(() => parseAnalysisOptions(new URLSearchParams(query), DEFAULTS)).toThrow(message);
});
