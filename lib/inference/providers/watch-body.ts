import { EndpointError } from "@/lib/inference/endpoint-error";

/** Bytes. Far above any real answer, and low enough for hundreds of them at once. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Milliseconds. Some servers leave the connection open after the last event. */
const DONE_GRACE_MS = 1_000;
/** Bytes kept to tell what an answer that cannot be read looked like. */
const HEAD_BYTES = 200;

/** What was seen of a body while somebody else read it. */
export type Sighting = {
  /** `data: [DONE]` passed. */
  isDone: boolean;
  /** How it begins. */
  head: string;
};

/** Passes a body on, but not without end: neither in bytes, nor in time after its last event. */
export function watchBody(body: ReadableStream<Uint8Array>, seen: Sighting): ReadableStream<Uint8Array> {
  const decoder = new TextDecoder("latin1");
  let bytes = 0;
  let tail = "\n";
  let grace: NodeJS.Timeout | undefined;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > MAX_ANSWER_BYTES) throw tooLong();
        if (seen.head.length < HEAD_BYTES) seen.head += new TextDecoder().decode(chunk.subarray(0, HEAD_BYTES));
        // at a line's start it cannot be the model's own words: those are inside JSON, where a line break is escaped
        tail += decoder.decode(chunk, { stream: true });
        if (!seen.isDone && /[\r\n]data: ?\[DONE\]/.test(tail)) {
          seen.isDone = true;
          grace = setTimeout(() => controller.terminate(), DONE_GRACE_MS).unref();
        }
        tail = tail.slice(-16);
        controller.enqueue(chunk);
      },
      flush() {
        clearTimeout(grace);
      },
    }),
  );
}

/** A document whole. @throws {EndpointError} malformed: it is longer than any answer. */
export async function readBody(body: AsyncIterable<Uint8Array>, seen: Sighting): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES) throw tooLong();
  }
  const text = new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  seen.head = text.slice(0, HEAD_BYTES);
  return text;
}

/** The first bytes of a body as text; the rest is not fetched. */
export async function readStart(body: AsyncIterable<Uint8Array>, maxBytes = 65_536): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      bytes += chunk.byteLength;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // what came before it broke is all there is to tell
  }
  return text;
}

function tooLong(): EndpointError {
  return new EndpointError("malformed", `The answer is longer than ${MAX_ANSWER_BYTES / 1024 / 1024} MB.`);
}
