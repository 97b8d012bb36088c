/** What kind of failure a request met, which decides what is done about it. */
export type EndpointErrorKind =
  /** Nothing listens there, or its name is not known: waited for, without burning tries. */
  | "unreachable"
  /** The connection broke before the answer was whole. */
  | "reset"
  | "timeout"
  /** 5xx. */
  | "server_error"
  /** 200, but not what the protocol says. */
  | "malformed"
  /** 429: the whole endpoint waits. */
  | "rate_limited"
  /** Out of money or quota: waiting does not help. */
  | "quota"
  /** 401, 403, or the key's variable is not set here. */
  | "key_refused"
  | "context_overflow"
  /** Any other 4xx. */
  | "rejected"
  /** The address is not on the allow-list. */
  | "forbidden_address"
  /** We stopped it. */
  | "cancelled";

/** These pass: the same request may succeed later. */
const PASSING: EndpointErrorKind[] = ["unreachable", "reset", "timeout", "server_error", "malformed", "rate_limited"];

/** A request that failed. `message` is for the researcher: the endpoint's own words and the mend, without a key. */
export class EndpointError extends Error {
  override name = "EndpointError";

  constructor(
    readonly kind: EndpointErrorKind,
    message: string,
    readonly more: {
      /** HTTP status. */
      status?: number;
      /** From Retry-After. Milliseconds. */
      retryAfterMs?: number;
      /** What had arrived of a stream that broke. */
      partialText?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
  }

  get isPassing(): boolean {
    return PASSING.includes(this.kind);
  }
}
