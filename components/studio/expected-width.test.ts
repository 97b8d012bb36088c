import { expect, test } from "vitest";
import { expectWidth } from "@/components/studio/expected-width";

const DESIGN = { prompts: 80, pairs: 2, votesPerComparison: 5, pairsPerRater: 20, estimand: "prompts_like_these" };
const toNumber = (text = "") => Number(text.replace("±", ""));

test("the raters are as many as it takes at what each may judge, and the planner gets the same numbers", () => {
  const expected = expectWidth(DESIGN);
  expect(expected).toMatchObject({ raters: 40, votes: 800 });
  expect(expected?.query).toBe("from=guess&prompts=80&votesPerPrompt=5&raters=40&over=prompts_like_these");
  expect(expectWidth({ ...DESIGN, pairsPerRater: null })).toMatchObject({ raters: 20 });
});

test("more votes narrow the interval, and these prompts alone are narrower than prompts like these", () => {
  const width = (change: Partial<typeof DESIGN>) => toNumber(expectWidth({ ...DESIGN, ...change })?.halfWidth);
  expect(width({ votesPerComparison: 10 })).toBeLessThan(width({}));
  expect(width({ prompts: 160 })).toBeLessThan(width({}));
  expect(width({ estimand: "these_prompts" })).toBeLessThan(width({}));
});

test("nothing is expected of numbers that are not there", () => {
  expect(expectWidth({ ...DESIGN, prompts: 0 })).toBeNull();
  expect(expectWidth({ ...DESIGN, pairs: 0 })).toBeNull();
  expect(expectWidth({ ...DESIGN, votesPerComparison: Number.NaN })).toBeNull();
});
