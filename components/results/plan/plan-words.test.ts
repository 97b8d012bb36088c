import { expect, it } from "vitest";
import { adviseOn } from "@/components/results/plan/plan-words";
import { startPlan } from "@/components/results/plan/start-plan";
import { workOutPlan } from "@/components/results/plan/work-out-plan";

const wordsOf = (change: Record<string, string>) => {
  const outcome = workOutPlan({ ...startPlan(() => undefined, []), ...change }, []);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  const { finding, more } = adviseOn(outcome.value);
  return `${finding} ${more}`;
};

it("a plan that finds the difference is enough", () => {
  expect(wordsOf({ difference: "20" })).toMatch(
    /^This is enough\. It finds a difference of 20 points with a probability of \d+%\.$/,
  );
});

it("where these prompts cannot show the difference, only more prompts are named", () => {
  expect(wordsOf({ prompts: "20", votesPerPrompt: "50", difference: "2" })).toMatch(
    /^More votes on these prompts will not do\..*stays at ±\d+\.\d points or more.*Only more prompts help\.$/,
  );
});

it("otherwise what to buy is said with the power so far", () => {
  expect(wordsOf({ votesPerPrompt: "1", promptSd: "0", raterSd: "0", difference: "8" })).toMatch(
    /^Buy votes next\. It finds .* 80% is the usual aim\. About [\d,]+ votes in all/,
  );
  expect(wordsOf({ raters: "5", votesPerPrompt: "5", raterSd: "1.5", difference: "8", over: "these_prompts" })).toMatch(
    /^Buy raters next\./,
  );
});
