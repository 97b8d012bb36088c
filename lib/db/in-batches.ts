const MOST_ROWS = 1000;
// the database client remembers its last hundred statements with all that was in them, for its own reports of errors
const MOST_CHARACTERS = 256 * 1024;

/** Cuts a stream for statements of many rows: at most 1,000 of them, and fewer where they are long. */
export async function* inBatches<T>(
  rows: AsyncIterable<T> | Iterable<T>,
  charactersOf: (row: T) => number,
): AsyncGenerator<T[]> {
  let batch: T[] = [];
  let characters = 0;
  for await (const row of rows) {
    batch.push(row);
    characters += charactersOf(row);
    if (batch.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
