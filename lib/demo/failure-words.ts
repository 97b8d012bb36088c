import { EndpointError, type EndpointErrorKind } from "@/lib/inference/endpoint-error";

/** What a visitor is told; the endpoint's own words may hold addresses, and are for the log. */
const WHY: Partial<Record<EndpointErrorKind, string>> = {
  unreachable: "the server of the model cannot be reached now",
  rate_limited: "too much is asked of the model at once",
  timeout: "it took too long",
  cancelled: "it took too long",
  context_overflow: "the conversation is too long for the model",
};

/** We stopped it, since it took too long. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || error.name === "TimeoutError");
}

/**
 * @param hasText something of it had arrived.
 * @returns a plain sentence and the mend.
 */
export function explainFailure(error: unknown, kind: "chat" | "battle", hasText: boolean): string {
  const mend =
    kind === "chat" ? "Regenerate to ask again." : "Regenerate to ask both again; there is no vote on these.";
  // which of two it was, and why, could tell it from the other
  if (kind === "battle") {
    return hasText
      ? `One of the two responses broke off. What had arrived of both is kept, to the same length. ${mend}`
      : `One of the two models did not answer. ${mend}`;
  }
  const why = error instanceof EndpointError ? WHY[error.kind] : isAbort(error) ? WHY.timeout : undefined;
  return hasText
    ? `The response broke off: ${why ?? "the server of the model stopped answering"}. What had arrived is kept. ${mend}`
    : `The model did not answer: ${why ?? "its server gave an error"}. ${mend}`;
}
