import { describe, expect, it } from "vitest";
import { findSessionProblem } from "@/lib/studies/check-session";
import { countPairs, describeSession } from "@/lib/studies/describe-session";
import type { Protocol } from "@/lib/studies/schema";
import { EXCLUSION_RULES, sessionSchema } from "@/lib/studies/session-schema";
import { CROWD_RULES, CROWD_SESSION } from "@/lib/studies/templates/crowd-session";
import { koala2023 } from "@/lib/studies/templates/koala-2023";

const protocol: Protocol = {
  ...koala2023,
  ...{ promptSets: [], models: [], reference: null, pairs: [], frozen: null },
  session: CROWD_SESSION,
  exclusionRules: CROWD_RULES,
};

describe("a session's design", () => {
  it("to start from has nothing wrong with it", () => {
    expect(sessionSchema.parse(CROWD_SESSION)).toEqual(CROWD_SESSION);
    expect(findSessionProblem(protocol)).toBeNull();
  });

  it("is told in words, every part of it", () => {
    const told = Object.fromEntries(describeSession(protocol));
    expect(told.Pay).toBe("2.25 GBP for 15 minutes: 9.00 GBP an hour; floor 9.00 GBP");
    expect(told.Comprehension).toContain("(right: Two responses to one request)");
    expect(told["Attention checks"]).toMatch(/^10% of the pairs; the session ends at 2 failed/);
    expect(told.Excluded).toContain("Too fast");
    expect(describeSession({ ...protocol, exclusionRules: [...EXCLUSION_RULES] })).toHaveLength(15);
  });

  it("is nothing where there is none", () => {
    expect(describeSession({ ...protocol, session: undefined, exclusionRules: undefined })).toEqual([]);
  });

  it("counts what a session of so many pairs holds", () => {
    const shares = { goldShare: 0.1, attentionShare: 0.05, repeatShare: 0.1 };
    expect(countPairs(shares, 40)).toEqual({ gold: 4, attention: 2, repeats: 4, main: 30 });
  });
});
