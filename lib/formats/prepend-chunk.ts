/** Puts text that was read to look at it back in front of the rest. */
export async function* prependChunk(head: string, tail: AsyncGenerator<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* tail;
}
