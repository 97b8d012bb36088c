import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";

type Watch<T> = {
  /** JSON-safe; asked for again and again. */
  read(): Promise<T>;
  /** After this one nothing more will come. */
  isLast(value: T): boolean;
  /** Of the request. */
  signal: AbortSignal;
  everyMs?: number;
  /** With nothing new to say, a comment keeps proxies from cutting the connection. */
  heartbeatMs?: number;
  /** Then the browser comes again, and with it the question who it is. */
  lifeMs?: number;
};

/** A server-sent event each time that what is read has changed. */
export function toEventStream<T>(watch: Watch<T>): Response {
  return streamEvents(listEvents(watch));
}

/** @param events as they go over the wire, each with its empty line. */
export function streamEvents(events: AsyncGenerator<string, void, void>): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await events.return();
    },
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // transformed, it would be compressed, and kept until there is enough to compress
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

async function* listEvents<T>(watch: Watch<T>): AsyncGenerator<string, void, void> {
  const { read, isLast, signal, everyMs = 1000, heartbeatMs = 15_000, lifeMs = 10 * 60_000 } = watch;
  const endsAt = Date.now() + lifeMs;
  let told: string | undefined;
  let spokeAt = Date.now();
  yield "retry: 2000\n\n";
  while (!signal.aborted && Date.now() < endsAt) {
    let value: T;
    try {
      value = await read();
    } catch (error) {
      // the browser comes again, and is told what is wrong if it still is
      log.warn({ err: error }, "an event stream ended early");
      return;
    }
    const text = JSON.stringify(value);
    if (text !== told) {
      yield `data: ${text}\n\n`;
      told = text;
      spokeAt = Date.now();
    } else if (Date.now() - spokeAt >= heartbeatMs) {
      yield ": still here\n\n";
      spokeAt = Date.now();
    }
    if (isLast(value)) return;
    await wait(everyMs, undefined, { signal }).catch(() => {});
  }
}
