import { expect, test } from "vitest";
import { explainFailure } from "@/lib/demo/failure-words";
import { EndpointError } from "@/lib/inference/endpoint-error";

const secret = new EndpointError("unreachable", "connect ECONNREFUSED 10.0.0.7:5009");

test("a visitor is told what happened and the mend, and nothing of the endpoint", () => {
  expect(explainFailure(secret, "chat", false)).toBe(
    "The model did not answer: the server of the model cannot be reached now. Regenerate to ask again.",
  );
  expect(explainFailure(new Error("a bug"), "chat", true)).not.toContain("bug");
  expect(explainFailure(new DOMException("", "TimeoutError"), "chat", true)).toContain("it took too long");
});

test("of a battle neither which broke off nor why is told", () => {
  const told = (error: unknown) => explainFailure(error, "battle", true);
  expect(told(secret)).toBe(told(new EndpointError("context_overflow", "too long")));
  expect(told(secret)).toContain("One of the two responses broke off.");
});
