import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PlanPanels } from "@/components/results/plan/plan-panels";
import { startPlan, toPilots } from "@/components/results/plan/start-plan";
import { PROGRESS_FIXTURE } from "@/components/results/plan/testing/plan-fixture";
import type { ProgressAnalysis } from "@/lib/results/analysis-schema";

function draw(change: Partial<ProgressAnalysis> = {}, asked: Record<string, string> = {}, isImported = false): string {
  const progress = { ...PROGRESS_FIXTURE, ...change };
  const pilots = toPilots(progress.plans);
  const plan = startPlan((name) => asked[name], pilots);
  return renderToStaticMarkup(<PlanPanels {...{ progress, isImported, pilots, plan }} />);
}

const labelsOf = (markup: string) => [...markup.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);
const toText = (markup: string) => markup.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

it("votes, sequences and the plan are told in words", () => {
  const labels = labelsOf(draw());
  expect(labels[0]).toMatch(/^Votes over time\. From 12 May 2026, 09:00:00 to .*: [\d,]+ votes of 5,400 wanted\.$/);
  expect(labels[1]).toContain(
    "Koala-All v Alpaca, Koala test set: better minus worse as raters finish. After 20 raters +20.0",
  );
  expect(labels[1]).toContain("It left zero out at rater 68.");
  expect(labels.at(-1)).toContain("This plan, 900 votes: ±7.1 points.");
});

it("a pair with too few raters is named with the reason, beside those that are drawn", () => {
  expect(toText(draw())).toContain(
    "Koala-All v ChatGPT, Alpaca test set: It is shown from the 20th finished rater on; so far there are 12.",
  );
});

it("each pair has where its uncertainty comes from, its interval, its floor and the next step", () => {
  const text = toText(draw());
  expect(text).toContain("180 97 900 10%, 3%, 87% ±7.2 ±3.9 Buy votes. About 1,600 votes");
  expect(text).toContain("96 68 126 Too few votes share a prompt or a rater. ±7.2 – Buy prompts.");
});

it("an address fills the planner without a script, and what is wrong in it is said at its field", () => {
  const markup = draw({}, { prompts: "300", raters: "50" });
  expect(markup).toMatch(/<input[^>]+name="prompts"[^>]+value="300"/);
  expect(labelsOf(markup).at(-1)).toContain("This plan, 1,500 votes");
  const wrong = draw({}, { prompts: "-1" });
  expect(wrong).toContain("Write a whole number from 2 to 1,000,000.");
  expect(toText(wrong)).toContain("No plan yet");
});

it("a study without votes has a planner and says what is missing", () => {
  const text = toText(draw({ votesOverTime: [], sequences: [], plans: [] }, {}, true));
  expect(text).toContain("The imported file does not say when its votes were cast.");
  expect(text).toContain("No pair has told it yet: guess.");
  expect(text).toContain("±");
});
