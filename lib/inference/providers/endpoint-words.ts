/** Characters. Longer messages are cut: some endpoints send the whole prompt back. */
const MAX_WORDS = 500;

/** What an endpoint said of a failure: its words, and the codes by which it names it. */
export type EndpointWords = { words: string; codes: string[] };

/**
 * The words in an error's body, wherever this endpoint puts them: OpenAI's `error.message`, vLLM's `message`, FastAPI's
 * `detail`, a bare string, a proxy's HTML page.
 */
export function readEndpointWords(body: string): EndpointWords {
  try {
    return fromJson(JSON.parse(body));
  } catch {
    return { words: body.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, " ").replace(/<[^>]*>/g, " "), codes: [] };
  }
}

/** As `readEndpointWords`, of a body that is parsed already. */
export function fromJson(body: unknown): EndpointWords {
  if (typeof body !== "object" || body === null) return { words: typeof body === "string" ? body : "", codes: [] };
  const { error, message, detail, code, type, error_type } = body as Record<string, unknown>;
  const inner = typeof error === "object" && error !== null ? fromJson(error) : { words: toWords(error), codes: [] };
  const codes = [code, type, error_type].filter((one) => typeof one === "string" || typeof one === "number");
  return {
    words: inner.words || toWords(message) || toWords(detail) || JSON.stringify(body),
    codes: [...inner.codes, ...codes.map(String)],
  };
}

/** FastAPI lists what it refuses: [{ loc: ["body", "prompt"], msg: "Field required" }]. */
function toWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return typeof value === "object" && value !== null ? JSON.stringify(value) : "";
  return value
    .map(({ loc, msg }: { loc?: unknown[]; msg?: string }) => [loc?.join("."), msg].filter(Boolean).join(": "))
    .join("; ");
}

/** One line that may be shown and kept: no key, no control characters, not too long. */
export function toSafeLine(words: string, key: string | null): string {
  const redacted = key ? words.split(key).join("[key]") : words;
  const line = redacted
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > MAX_WORDS ? `${line.slice(0, MAX_WORDS - 1)}…` : line;
}
