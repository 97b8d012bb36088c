import "server-only";
import { Readable } from "node:stream";
import { guardedFetch } from "@/lib/http/guarded-fetch";
import { EndpointError } from "@/lib/inference/endpoint-error";
import type { ProviderCall } from "@/lib/inference/provider";
import { type Deadline, openDeadline } from "./deadline";
import { readEndpointWords } from "./endpoint-words";
import { readKey } from "./read-key";
import { toEndpointError } from "./to-endpoint-error";
import { toReplyError } from "./to-reply-error";
import { readBody, readStart, type Sighting, watchBody } from "./watch-body";

/** One request to an endpoint, from its key to its last byte. */
export type Exchange = {
  /** Sends it, with the platform's headers alone; a reply that is not 2xx is thrown. */
  fetch: (url: string, body: string) => Promise<Response>;
  signal: AbortSignal;
  startedAt: number;
  seen: Sighting;
  /** What has arrived of the answer, so that a break loses none of it. */
  progress: { text: string; firstTokenMs: number | null };
};

/**
 * Runs one request under its deadline.
 *
 * @throws {EndpointError} always this, whatever `answer` threw.
 */
export async function runExchange<T>(
  { settings, signal }: Pick<ProviderCall, "settings" | "signal">,
  accept: "json" | "events",
  answer: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const deadline = openDeadline(signal, settings.timeoutMs);
  const progress: Exchange["progress"] = { text: "", firstTokenMs: null };
  let key: string | null = null;
  let thrownByFetch: unknown;
  let isRead = false;
  try {
    key = readKey(settings.keyVariable);
    const seen: Sighting = { isDone: false, head: "" };
    const send = async (url: string, body: string) => {
      try {
        return await sendOnce(url, body, { key, accept, deadline, seen });
      } catch (error) {
        // the openai client wraps what its fetch throws, and drops the cause of some
        thrownByFetch = error;
        throw error;
      }
    };
    const found = await answer({ fetch: send, signal: deadline.signal, startedAt: performance.now(), seen, progress });
    isRead = accept === "json";
    return found;
  } catch (error) {
    const { timeoutMs } = settings;
    throw toEndpointError(thrownByFetch ?? error, { deadline, timeoutMs, key, partialText: progress.text });
  } finally {
    deadline.close({ isRead });
  }
}

type Sending = { key: string | null; accept: "json" | "events"; deadline: Deadline; seen: Sighting };

async function sendOnce(url: string, body: string, { key, accept, deadline, seen }: Sending): Promise<Response> {
  const reply = await guardedFetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: accept === "json" ? "application/json" : "text/event-stream, application/json",
      "user-agent": "eucalypt",
      ...(key !== null && { authorization: `Bearer ${key}` }),
    },
    body,
    signal: deadline.signal,
  });
  const { status, headers, body: stream } = reply;
  if (!reply.isOk) throw toReplyError(status, readEndpointWords(await readStart(stream)), headers, key);
  const encoding = headers.get("content-encoding") ?? "identity";
  if (encoding !== "identity") throw toCompressed(encoding);
  // a document is read whole at once: passing it on piece by piece costs more than all else here
  if (accept === "json") return toDocument(await readBody(stream, seen), status, headers);
  if (/json|html/i.test(headers.get("content-type") ?? "")) throw await toNotAStream(stream, headers, key);
  const events = watchBody(Readable.toWeb(stream) as ReadableStream<Uint8Array>, seen);
  return new Response(events, { status, headers });
}

/** What the openai client reads of a Response that is here whole, without the streams that a real one is made of. */
function toDocument(text: string, status: number, headers: Headers): Response {
  const document = {
    ok: true,
    status,
    headers,
    body: null,
    text: async () => text,
    json: async () => JSON.parse(text),
  };
  return document as unknown as Response;
}

function toCompressed(encoding: string): EndpointError {
  const words = `The answer is compressed (${encoding}), though it was asked for as it is.`;
  return new EndpointError("malformed", words);
}

/** An error in place of a stream, or an endpoint that does not know how to stream. */
async function toNotAStream(stream: Readable, headers: Headers, key: string | null) {
  const said = readEndpointWords(await readStart(stream));
  const error = toReplyError(200, said, headers, key);
  if (error.kind !== "malformed") return error;
  const start = error.message.slice(0, 200);
  return new EndpointError("malformed", `A stream was asked for, and one document came, which begins: ${start}`);
}
