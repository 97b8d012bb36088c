import { expect, test } from "vitest";
import { describeFinding } from "@/lib/quality/describe-finding";

test("a very small p is said in digits that a person reads", () => {
  const evidence = { first: 15, second: 0, p: 0.00006 };
  const text = JSON.stringify(describeFinding({ rule: "same_position", isNamed: true, evidence }));
  expect(text).toContain("below 0.0001 ");
  expect(text).not.toContain("0.00009");
});
