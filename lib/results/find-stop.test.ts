import { expect, test } from "vitest";
import { findStop } from "@/lib/results/find-stop";
import { makeStudyVotes } from "@/lib/results/testing/study-votes";
import type { Protocol } from "@/lib/studies/schema";

function votesOf(raters: number, stopping: Protocol["stopping"]) {
  const protocol = { promptSets: [], models: [], pairs: [], reference: null, stopping } as unknown as Protocol;
  return makeStudyVotes(raters, (rater) => rater, { protocol });
}

test("without a rule there is no stop", () => {
  expect(findStop(votesOf(40, undefined))).toBeNull();
  expect(findStop(votesOf(40, { halfWidth: null, mostRaters: null }))).toBeNull();
});

test("a width stops where every sequence is within it, from rater 20 on", () => {
  const rule = { halfWidth: 0.9, mostRaters: null };
  expect(findStop(votesOf(19, rule))).toBeNull();
  expect(findStop(votesOf(20, rule))).toMatchObject({ rule: "half_width", declared: 0.9, raters: 20 });
  expect(findStop(votesOf(400, { ...rule, halfWidth: 0.05 }))).toBeNull();
});

test("a pair that nobody has voted on keeps the study open, however narrow the others are", () => {
  const votes = votesOf(40, { halfWidth: 0.9, mostRaters: null });
  const protocol = { ...votes.study.protocol, promptSets: [{ name: "set", version: 1, digest: "" }] } as Protocol;
  const pairs: Protocol["pairs"] = [
    ["koala", "alpaca"],
    ["koala", "vicuna"],
  ];
  votes.study.protocol = { ...protocol, models: ["koala", "alpaca", "vicuna"], pairs };
  votes.models.push("vicuna");
  votes.compared.push({ promptSet: 0, modelA: 0, modelB: 2, comparisons: 40, places: 40 });
  expect(findStop(votes)).toBeNull();
});

test("raters who are excluded or still at it do not count towards a number of raters", () => {
  const rule = { halfWidth: null, mostRaters: 10 };
  expect(findStop(votesOf(10, rule))).toEqual({ rule: "most_raters", declared: 10, raters: 10 });
  for (const change of [{ isFinished: false }, { isExcluded: true }]) {
    const votes = votesOf(10, rule);
    Object.assign(votes.raters[3] ?? {}, change);
    expect(findStop(votes)).toBeNull();
  }
});
