/** What goes to an endpoint, without its key. */
export type SentRequest = { method: string; url: string; body: Record<string, unknown> };

/** Where a request carries one text and not messages: under these names, in this order. */
const TEXT_FIELDS = ["context", "prompt", "prefix_text"];

/** The text of a templated prompt as it is, and the whole body. Plain text: it is never taken for HTML. */
export function SentRequestView({ request }: { request: SentRequest }) {
  const texts = TEXT_FIELDS.flatMap((field) => toTexts(request.body[field]).map((text) => ({ field, text })));
  return (
    <div className="grid gap-4">
      {texts.map(({ field, text }) => (
        <div key={field} className="grid gap-1">
          <p className="note">
            <span className="mono">{field}</span>, {text.length.toLocaleString("en")} characters
            {text.length > 0 && "; line ends and spaces at the end of a line are marked"}
          </p>
          <VisibleText text={text} />
        </div>
      ))}
      <div className="grid gap-1">
        <p className="note break-all">
          Body of {request.method} <span className="mono">{request.url}</span>
        </p>
        <pre dir="ltr" className="rounded-md bg-sunk px-4 py-3 whitespace-pre-wrap break-words">
          {JSON.stringify(request.body, null, 2)}
        </pre>
      </div>
    </div>
  );
}

function toTexts(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((text): text is string => typeof text === "string" && text !== "");
}

const MARK = "text-muted before:content-['↵']";

/** Marks are drawn, not written, so that what is copied is what is sent. */
function VisibleText({ text }: { text: string }) {
  const lines = text.split("\n");
  return (
    <pre dir="auto" className="rounded-md bg-sunk px-4 py-3 whitespace-pre-wrap break-words">
      {lines.map((line, index) => {
        const kept = line.trimEnd();
        const isLast = index === lines.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that is drawn once
          <span key={index}>
            {kept}
            {kept.length < line.length && <span className="bg-rule">{line.slice(kept.length)}</span>}
            {!isLast && <span className={MARK}>{"\n"}</span>}
          </span>
        );
      })}
    </pre>
  );
}
