import { EndpointError, type EndpointErrorKind } from "@/lib/inference/endpoint-error";
import { type EndpointWords, toSafeLine } from "./endpoint-words";

/** Of OpenAI, vLLM, TGI, llama.cpp, Ollama, LM Studio and the proxies before them. */
const OVERFLOW =
  /context[ _-]?(length|window|size)|exceed_context|maximum (model|sequence|input|prompt) length|prompt (is )?too long|inputs`? (tokens \+|must have less than)|too many tokens|input is too long|maximum number of tokens allowed/i;

const DAY_MS = 86_400_000;

/**
 * What a reply that is no answer means.
 *
 * @param status of HTTP; 200 where an error came in place of an answer, and then its own codes decide.
 */
export function toReplyError(
  status: number,
  said: EndpointWords,
  headers: Headers | null,
  key: string | null,
): EndpointError {
  const kind = kindOf(status, said);
  const words = toSafeLine(said.words, key) || `HTTP ${status}, without a word of explanation.`;
  const retryAfterMs = headers && ["rate_limited", "server_error"].includes(kind) ? readRetryAfter(headers) : null;
  return new EndpointError(kind, words, { status, ...(retryAfterMs !== null && { retryAfterMs }) });
}

function kindOf(status: number, { words, codes }: EndpointWords): EndpointErrorKind {
  // an error inside a 200 often carries the status that it would have had
  const inner = codes.map(Number).find((code) => code >= 400 && code < 600);
  const real = status < 300 ? (inner ?? status) : status;
  const says = (pattern: RegExp) => codes.some((code) => pattern.test(code));
  if (real === 402 || says(/insufficient_(quota|credit|balance|funds)|billing/i)) return "quota";
  if (real === 429 || says(/rate_?limit|too_many_requests/i)) return "rate_limited";
  if (real === 401 || real === 403 || says(/invalid_api_key|authentication|permission_(denied|error)/i)) {
    return "key_refused";
  }
  if (says(/context_length|exceed_context|context_window/i) || OVERFLOW.test(words)) return "context_overflow";
  if (real === 408) return "timeout";
  if (real >= 500 || (real < 300 && says(/server_error|internal|overloaded|generation/i))) return "server_error";
  if (real >= 300 || says(/invalid_request|validation|not_found/i)) return "rejected";
  return "malformed";
}

/** Milliseconds from now; null: it does not say, or not so that it can be read. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | null {
  const exact = headers.get("retry-after-ms");
  const plain = headers.get("retry-after");
  const candidates = [
    exact === null || exact.trim() === "" ? Number.NaN : Number(exact),
    plain === null || plain.trim() === "" ? Number.NaN : Number(plain) * 1000,
    plain === null ? Number.NaN : Date.parse(plain) - now,
  ];
  const ms = candidates.find(Number.isFinite);
  return ms === undefined ? null : Math.min(Math.max(Math.ceil(ms), 0), DAY_MS);
}
