import { expect, it } from "vitest";
import { toKept, toLeaderboardFields, toResultsFields, toTieView } from "@/components/results/option-fields";
import type { Analysis } from "@/lib/results/analysis-schema";

const options = {
  ...{ estimand: "these_prompts", aggregation: "votes", tieRule: "half", scoreModel: "davidson" },
  ...{ orderEffect: true, promptSet: null, category: "maths", withExcluded: false },
};
const analysis = { options, filters: { promptSets: ["one"], categories: ["maths", "prose"] } } as unknown as Analysis;

const valuesOf = (fields: ReturnType<typeof toResultsFields>) =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value]));

it("a form offers what its page depends on, as it is", () => {
  const results = valuesOf(toResultsFields(analysis, "dropped"));
  expect(results).toMatchObject({
    ties: "dropped",
    category: "maths",
    estimand: "these_prompts",
    withExcluded: "false",
  });
  expect(valuesOf(toLeaderboardFields(analysis))).toMatchObject({ scoreModel: "davidson", orderEffect: "true" });
});

it("every value on offer is one that there is", () => {
  for (const field of [...toResultsFields(analysis, "show"), ...toLeaderboardFields(analysis)]) {
    expect(field.choices.map(({ value }) => value)).toContain(field.value);
  }
});

it("there is no filter with one thing to choose", () => {
  expect(valuesOf(toLeaderboardFields(analysis))).not.toHaveProperty("promptSet");
});

it("ties are shown unless the address names a rule", () => {
  expect(toTieView("half")).toBe("half");
  expect(toTieView(undefined)).toBe("show");
  expect(toTieView("thirds")).toBe("show");
});

it("what the address says of other pages is kept", () => {
  const fields = toResultsFields(analysis, "show");
  expect(toKept({ ties: "half", scoreModel: "davidson", x: ["1", "2"] }, fields)).toEqual({ scoreModel: "davidson" });
});
