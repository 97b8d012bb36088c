/** Passes the bytes on, and keeps what the export says at their end. */
export async function* keepSummary<T>(
  chunks: AsyncGenerator<Buffer, T, undefined>,
  told: { summary: T | null },
): AsyncGenerator<Buffer> {
  told.summary = yield* chunks;
}
