import { expect, test } from "vitest";
import { findRejectionGround } from "@/lib/crowd/pay/may-reject";

const fine = { declaredMinutes: 12, attentionFailures: 0, timeZ: 0 };

test("a long study rejects for two failed checks, a short one for one", () => {
  expect(findRejectionGround({ ...fine, attentionFailures: 1 })).toBeNull();
  expect(findRejectionGround({ ...fine, attentionFailures: 2 })).toBe("failed_checks");
  expect(findRejectionGround({ ...fine, declaredMinutes: 5, attentionFailures: 1 })).toBe("failed_checks");
  expect(findRejectionGround({ ...fine, declaredMinutes: null, attentionFailures: 1 })).toBeNull();
});

test("time is a ground at three standard deviations below the mean, and not before", () => {
  expect(findRejectionGround({ ...fine, timeZ: -2.9 })).toBeNull();
  expect(findRejectionGround({ ...fine, timeZ: -3 })).toBe("too_fast");
  expect(findRejectionGround({ ...fine, timeZ: null })).toBeNull();
});
