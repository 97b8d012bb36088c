import type { ByteStream } from "../decode-text";

/** The text as a file would arrive: in chunks, by default so small that every boundary falls somewhere awkward. */
export async function* bytesOf(content: string | Uint8Array, chunkSize = 7): ByteStream {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}

/** The rows as JSONL. */
export function jsonlOf(...rows: unknown[]): ByteStream {
  return bytesOf(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

export async function collect<T>(records: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const record of records) all.push(record);
  return all;
}
