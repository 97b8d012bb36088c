/** Something the operator can mend. Its message is one sentence that says how, and is shown without a stack trace. */
export class SetupError extends Error {
  override name = "SetupError";
}
