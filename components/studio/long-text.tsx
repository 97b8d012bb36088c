import { formatCount } from "@/components/ui/format";

/** Longer ones fold. UTF-16 units. */
const FOLDED_ABOVE = 700;

const TEXT = "whitespace-pre-wrap break-words";

/** Somebody's text as it is, line by line: a prompt's or a model's. It is never read as Markdown or HTML here. */
export function LongText({ text }: { text: string }) {
  if (text.length <= FOLDED_ABOVE) {
    return (
      <p dir="auto" className={TEXT}>
        {text}
      </p>
    );
  }
  return (
    <details className="group">
      <summary className="flex min-h-target flex-col justify-center">
        <span dir="auto" className={`${TEXT} group-open:hidden`}>
          {text.slice(0, 300)}…
        </span>
        <span className="text-accent underline underline-offset-4">
          <span className="group-open:hidden">Show all {formatCount(text.length)} characters</span>
          <span className="hidden group-open:inline">Fold</span>
        </span>
      </summary>
      <p dir="auto" className={TEXT}>
        {text}
      </p>
    </details>
  );
}
