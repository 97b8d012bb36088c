/** What a person may be told. Anything else that is thrown is a bug: it is logged whole, and they see a fixed sentence. */
export type AppErrorCode =
  | "bad_input"
  | "not_signed_in"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "too_many"
  | "unavailable";

const STATUS: Record<AppErrorCode, number> = {
  bad_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

/** An expected failure. `message` says what is wrong and the mend, in one or two sentences. */
export class AppError extends Error {
  override name = "AppError";

  constructor(
    readonly code: AppErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** HTTP status. */
  get status(): number {
    return STATUS[this.code];
  }
}
