import "server-only";
import { Readable } from "node:stream";

const DEADLINE_MS = 30_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * A small file from a fixed address.
 *
 * @throws {Error} no answer in half a minute, another status than 200, or more than 32 MiB.
 */
export async function download(address: string): Promise<Buffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS) });
  if (response.status !== 200 || !response.body) throw new Error(`it answered ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of Readable.fromWeb(response.body as never) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error("the file is larger than 32 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
