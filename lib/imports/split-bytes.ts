import { AppError } from "@/lib/http/app-error";

type Bytes = AsyncIterable<Uint8Array>;

const CUT_SHORT = "The upload ended before all files were in. Send it again.";

/**
 * One stream as several files that were sent one after another, each to be read to its end before the next.
 *
 * @param sizes of each file, in bytes.
 * @throws {AppError} from a file's stream: it ended early.
 */
export function splitBytes(bytes: Bytes, sizes: number[]): Bytes[] {
  const source = bytes[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);
  return sizes.map(async function* readPart(size): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; ) {
      if (held.length === 0) {
        const next = await source.next();
        if (next.done) throw new AppError("bad_input", CUT_SHORT);
        held = next.value;
      }
      const chunk = held.subarray(0, left);
      held = held.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  });
}
