/** The data cannot say: a figure would be infinite, or rest on nothing. The message is a sentence for a person. */
export class NotIdentifiableError extends Error {
  override readonly name = "NotIdentifiableError";
}

/** The figure exists, and the computation did not get there. */
export class NotConvergedError extends Error {
  override readonly name = "NotConvergedError";
}
