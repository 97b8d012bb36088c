import { expect, test } from "vitest";
import { describeBlinding } from "@/lib/results/analyse/blinding";
import { countExclusions } from "@/lib/results/analyse/exclusions";
import { toScope } from "@/lib/results/analyse/scope";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import type { RaterLabel, StudyVotes } from "@/lib/results/study-votes";
import { makeStudyVotes } from "@/lib/results/testing/study-votes";
import type { Protocol } from "@/lib/studies/schema";
import { NO_SESSION } from "@/lib/studies/session-schema";

/** Five raters with one vote each on koala and alpaca. */
function make(changes: Partial<RaterLabel>[], asksBlindness = true): StudyVotes {
  const protocol = { session: { ...NO_SESSION, asksBlindness } } as Protocol;
  const votes = makeStudyVotes(5, () => 0, { protocol });
  return { ...votes, raters: votes.raters.map((rater, place) => ({ ...rater, ...changes[place] })) };
}

const USUAL = toDefaultOptions(null);

test("exclusions are counted by the rule that named the rater, all by hand together, and no reason by hand is told", () => {
  const votes = make([
    { isExcluded: true, exclusionReason: "too_fast" },
    { isExcluded: true, exclusionReason: "too_fast" },
    { isExcluded: true, exclusionReason: "Wrote to us" },
    { isExcluded: true, exclusionReason: "Is my cousin" },
  ]);
  const { byRule, raters } = countExclusions(votes, toScope(votes, USUAL));
  expect(raters).toBe(4);
  expect(byRule).toEqual([
    { rule: "too_fast", raters: 2, votes: 2 },
    { rule: "by_hand", raters: 2, votes: 2 },
  ]);
});

test("who named one of the models is right, who named others is wrong, who left it empty does not know", () => {
  const guesses = [["Bard", "Koala-13b?"], ["GPT-4"], [], [" "], null];
  const { question, ...blinding } = describeBlinding(make(guesses.map((of) => ({ guesses: of }))), USUAL) ?? {};
  expect(question).toMatch(/^Which models/);
  expect(blinding).toMatchObject({ right: 1, wrong: 1, unknown: 2, index: { ok: true, value: { value: 0 } } });
});

test("excluded raters' guesses count with their votes; a study that does not ask has no index, and one without answers says so", () => {
  const votes = make([{ guesses: ["koala"] }, { guesses: ["x"], isExcluded: true }, { guesses: [] }]);
  expect(describeBlinding(votes, USUAL)).toMatchObject({ right: 1, wrong: 0, unknown: 1 });
  expect(describeBlinding(votes, { withExcluded: true })).toMatchObject({ wrong: 1 });
  expect(describeBlinding(make([], false), USUAL)).toBeNull();
  expect(describeBlinding(make([]), USUAL)?.index).toEqual({
    ok: false,
    reason: "Nobody has answered the question yet.",
  });
});
