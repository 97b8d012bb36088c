import { expect, it } from "vitest";
import type { PlanForm } from "@/components/results/plan/plan-fields";
import { startPlan, toPilots } from "@/components/results/plan/start-plan";
import { PROGRESS_FIXTURE, pairPlan } from "@/components/results/plan/testing/plan-fixture";
import { workOutPlan } from "@/components/results/plan/work-out-plan";

const pilots = toPilots(PROGRESS_FIXTURE.plans);
const guess = startPlan(() => undefined, []);
const workOut = (change: Partial<PlanForm>) => workOutPlan({ ...guess, ...change }, pilots);

function plan(change: Partial<PlanForm>) {
  const outcome = workOut(change);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.value;
}

it("without a pilot the plan begins with what is usual", () => {
  expect(guess).toMatchObject({ from: "guess", prompts: "180", votesPerPrompt: "5", raters: "100", promptSd: "0.8" });
  const { votes, plan: planned } = plan({});
  expect(votes).toBe(900);
  expect(planned.cost).toBeCloseTo(90, 10);
  expect(planned.halfWidth).toBeGreaterThan(planned.floorHalfWidth);
});

it("only pairs that tell where differences come from are pilots, and one brings its sizes", () => {
  expect(pilots).toHaveLength(2);
  expect(toPilots([pairPlan({ raters: 1 })])).toEqual([]);
  expect(startPlan(() => undefined, pilots)).toMatchObject({
    from: "0",
    prompts: "180",
    raters: "97",
    votesPerPrompt: "5",
  });
});

it("by hand: the half-width is t times the root of the components over prompts, raters and votes", () => {
  const { plan: planned } = plan({ from: "0", prompts: "180", raters: "97", votesPerPrompt: "5" });
  const error = Math.sqrt(0.07 / 180 + 0.02 / 97 + 0.62 / 900);
  expect(planned.standardError).toBeCloseTo(error, 12);
  // Student's t with 96 degrees of freedom
  expect(planned.halfWidth).toBeCloseTo(1.98498 * error, 6);
});

it("a narrow enough interval finds the difference with a probability of 80%, within two points", () => {
  for (const difference of ["3", "10"]) {
    const { wantedHalfWidth } = plan({ difference });
    // enough prompts that the plan is just reached
    const sizes = Array.from({ length: 40 }, (_, step) => String(Math.round(20 * 1.2 ** step)));
    const reached = sizes
      .map((prompts) => plan({ difference, prompts, raters: String(Number(prompts) * 2) }))
      .find((one) => one.plan.halfWidth <= wantedHalfWidth);
    expect(reached?.plan.next).toBe("enough");
    expect(reached?.plan.power).toBeGreaterThan(0.78);
  }
});

it("more prompts take the interval below the floor of the planned ones, more votes do not", () => {
  const { moreVotes, morePrompts, plan: planned } = plan({ votesPerPrompt: "40" });
  expect(moreVotes.at(-1)?.halfWidth).toBeGreaterThan(planned.floorHalfWidth);
  expect(morePrompts.at(-1)?.halfWidth).toBeLessThan(planned.floorHalfWidth);
});

it("what is typed wrongly is named at its field, with the mend, and nothing is worked out", () => {
  const errorsOf = (change: Partial<PlanForm>) => {
    const outcome = workOut(change);
    return outcome.ok ? {} : outcome.errors;
  };
  expect(errorsOf({ prompts: "" })).toEqual({ prompts: "Write a whole number from 2 to 1,000,000." });
  expect(errorsOf({ prompts: "12.5", raters: "many" })).toEqual({
    prompts: "Write a whole number from 2 to 1,000,000.",
    raters: "Write a whole number from 2 to 1,000,000.",
  });
  expect(errorsOf({ price: "-1" })).toEqual({ price: "Write a number from 0 to 1,000,000." });
  expect(errorsOf({ votesPerPrompt: "101" }).votesPerPrompt).toContain("nobody judges a prompt twice");
  expect(errorsOf({ difference: "80" })).toEqual({
    difference: "Write less than 75: with 25% ties no difference can be that large.",
  });
});

it("nothing that can be typed makes it throw", () => {
  const odd = ["0", "-0", "1e308", "Infinity", "0x10", "NaN", " ", "2", "1e6", "0.0001", "99"];
  for (const name of ["prompts", "votesPerPrompt", "raters", "difference", "ties", "promptSd", "raterSd", "price"]) {
    for (const value of odd) for (const from of ["guess", "0", "7", ""]) workOut({ [name]: value, from });
  }
});
