import { APIError } from "openai";
import { z } from "zod";
import { ForbiddenAddressError } from "@/lib/http/forbidden-address-error";
import { EndpointError, type EndpointErrorKind } from "@/lib/inference/endpoint-error";
import type { Deadline } from "./deadline";
import { fromJson, toSafeLine } from "./endpoint-words";
import { toReplyError } from "./to-reply-error";

/** Circumstances of a request that threw. */
type Circumstances = {
  deadline: Deadline;
  timeoutMs: number;
  /** Removed from whatever is shown. */
  key: string | null;
  partialText: string;
};

const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|E(HOST|NET)(UNREACH|DOWN)|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|EPROTO|ERR_(TLS|SSL)_\w+|CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/;
const RESET =
  /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/;
const NOT_HTTP = /^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW|Z_\w+|ERR_ENCODING_INVALID_ENCODED_DATA)$/;

/** Whatever a request threw, as one of the kinds that the platform knows what to do about. */
export function toEndpointError(
  thrown: unknown,
  { deadline, timeoutMs, key, partialText }: Circumstances,
): EndpointError {
  const more = { ...(partialText && { partialText }) };
  const fail = (kind: EndpointErrorKind, words: string, cause?: Error) =>
    new EndpointError(kind, toSafeLine(words, key), { ...more, cause });
  if (deadline.reason === "cancelled") return fail("cancelled", "It was stopped before the answer was whole.");
  if (deadline.reason === "timeout") return fail("timeout", `No whole answer within ${timeoutMs / 1000} seconds.`);
  if (thrown instanceof EndpointError) {
    return new EndpointError(thrown.kind, thrown.message, { ...more, ...thrown.more });
  }
  if (thrown instanceof z.ZodError) return fail("malformed", toUnexpected(thrown));
  if (thrown instanceof SyntaxError) return fail("malformed", `The answer is not JSON: ${thrown.message}.`);
  if (thrown instanceof APIError && thrown.error) {
    const error = toReplyError(200, fromJson({ error: thrown.error }), null, key);
    return new EndpointError(error.kind, error.message, { ...more, ...error.more });
  }
  return fromSystem(thrown, fail);
}

function fromSystem(
  thrown: unknown,
  fail: (kind: EndpointErrorKind, words: string, cause?: Error) => EndpointError,
): EndpointError {
  const chain = toChain(thrown);
  const forbidden = chain.find((error) => error instanceof ForbiddenAddressError);
  if (forbidden) return fail("forbidden_address", forbidden.message);
  for (const error of chain) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== "string") continue;
    const words = error.message || code;
    if (UNREACHABLE.test(code)) return fail("unreachable", words, error);
    if (RESET.test(code)) return fail("reset", `The connection broke before the answer was whole: ${words}.`, error);
    if (NOT_HTTP.test(code)) return fail("malformed", `The reply is not HTTP as it should be: ${words}.`, error);
  }
  const last = chain.at(-1);
  if (last?.message === "terminated") return fail("reset", "The connection broke before the answer was whole.", last);
  return fail("rejected", last?.message ?? "The request failed, and nothing says why.");
}

/** From the outside in. A name with several addresses fails with one error for each. */
function toChain(thrown: unknown): Error[] {
  const chain: Error[] = [];
  let error = thrown;
  while (error instanceof Error && !chain.includes(error)) {
    chain.push(error);
    error = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  }
  return chain;
}

function toUnexpected({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `The answer is not what the protocol says: ${issue?.path.join(".") || "body"}: ${issue?.message}.`;
}

const MENDS: Record<EndpointErrorKind, string> = {
  unreachable: "Check the base URL, and that the model server runs and can be reached from the worker's machine.",
  reset: "Try again; if it stays, read the model server's own log, since it closes connections.",
  timeout: "Give the model more time, or fewer tokens to write; a busy server may also need a lower concurrency.",
  server_error: "Read the model server's own log, and try again when it is well.",
  malformed: "Check that the base URL leads to this kind of endpoint, and that the provider and streaming fit it.",
  rate_limited: "Lower the requests a minute or the concurrency; the platform waits as long as the endpoint asks.",
  quota: "Top up the account at the endpoint's provider, and then start again what failed.",
  key_refused: "Set the key's environment variable where the worker runs, check that it is still valid, and restart.",
  context_overflow: "Shorten the prompt, lower the model's token limit, or choose a model with a longer context.",
  rejected: "Compare the request below with the endpoint's documentation: the model's name, template and parameters.",
  forbidden_address: "Add the host to EUCALYPT_MODEL_HOSTS if requests may go there, and restart.",
  cancelled: "Start it again if it is still wanted.",
};

/** What a researcher can do about it, in one sentence. */
export function mendOf(error: EndpointError): string {
  return MENDS[error.kind];
}
