import { expect, test } from "vitest";
import { findInvitationGap } from "@/lib/crowd/ways/find-invitation-gap";

test("codes that let nobody in, or nobody out, are told with the mend", () => {
  const link = { needsInvitation: false, needsProof: true, completionCode: null };
  expect(findInvitationGap({})).toContain("anybody who has the address comes in without a code");
  const prolific = { prolificStudyId: null, completedCode: "DONE1", failedChecksCode: "FAIL1" };
  expect(findInvitationGap({ prolific } as never)).toContain("let nobody in");
  expect(findInvitationGap({ link })).toContain("with a code or without");
  expect(findInvitationGap({ link: { ...link, needsInvitation: true } })).toBeNull();
});
