import "server-only";
import type { DemoEvent } from "@/lib/demo/schema";
import { toPublicError } from "@/lib/http/reply";

/** Some proxies cut a connection on which nothing comes. */
const BEAT_MS = 15_000;

/**
 * A reply of server-sent events that ends when `run` does. `gone` aborts when the reader is no longer there.
 *
 * @param gone of the request: it aborts also where the stream is not cancelled.
 */
export function toEventStream(
  requestGone: AbortSignal,
  run: (show: (event: DemoEvent) => void, gone: AbortSignal) => Promise<void>,
): Response {
  const cancelled = new AbortController();
  const gone = AbortSignal.any([requestGone, cancelled.signal]);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (text: string) => {
        if (!gone.aborted) controller.enqueue(encoder.encode(text));
      };
      const beat = setInterval(() => write(": still there\n\n"), BEAT_MS);
      // the headers leave with the first byte
      write(": begun\n\n");
      try {
        await run(({ name, body }) => write(`event: ${name}\ndata: ${JSON.stringify(body)}\n\n`), gone);
      } catch (error) {
        const { code, message } = toPublicError(error);
        write(`event: problem\ndata: ${JSON.stringify({ code, message })}\n\n`);
      } finally {
        clearInterval(beat);
        if (!gone.aborted) controller.close();
      }
    },
    cancel: () => cancelled.abort(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // compression would hold the pieces back until there is enough to compress
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
