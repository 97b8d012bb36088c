import type { ByteStream } from "../decode-text";
import type { FormatWriter, WritablePair, WriterOptions, WriteSummary } from "../writer";

/** The whole file and what the writer says of it. */
export async function writeAll(
  writer: FormatWriter,
  pairs: WritablePair[],
  options?: WriterOptions,
): Promise<{ file: Buffer; summary: WriteSummary }> {
  const writing = writer.write(stream(pairs), options);
  const chunks: Buffer[] = [];
  for (;;) {
    const next = await writing.next();
    if (next.done) return { file: Buffer.concat(chunks), summary: next.value };
    chunks.push(next.value);
  }
}

async function* stream<T>(values: T[]): AsyncGenerator<T> {
  yield* values;
}

/** Bytes in chunks whose ends fall within characters and rows. */
export async function* chunksOf(file: Buffer, size = 1_013): ByteStream {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}
