import { formatCount } from "@/components/ui/format";
import type { PromptDetail, PromptTurn } from "@/lib/prompts/schema";

/** Longer ones fold. UTF-16 units. */
const FOLDED_ABOVE = 700;

export function PromptList({ prompts }: { prompts: PromptDetail[] }) {
  if (prompts.length === 0) return <p>There are no prompts here.</p>;
  return (
    <ol className="border-t border-edge">
      {prompts.map((prompt) => (
        <li key={prompt.id} className="grid gap-2 border-b border-rule py-4">
          <p className="note flex flex-wrap gap-x-4">
            <span>{prompt.position}</span>
            <span className="mono break-all">{prompt.externalId}</span>
            {prompt.category && <span>{prompt.category}</span>}
          </p>
          {prompt.turns.length === 0 && <p className="text-muted">The file it came from has no text for it.</p>}
          {prompt.turns.map((turn, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a prompt's turns never change
            <Turn key={index} turn={turn} name={prompt.turns.length > 1 ? `Turn ${index + 1}` : null} />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Turn({ turn, name }: { turn: PromptTurn; name: string | null }) {
  return (
    <div className="max-w-measure">
      {name && <p className="note">{name}</p>}
      <Text text={turn.text} />
      {turn.input && (
        <div className="pt-2">
          <p className="note">Input</p>
          <Text text={turn.input} />
        </div>
      )}
    </div>
  );
}

const TEXT = "whitespace-pre-wrap break-words";

function Text({ text }: { text: string }) {
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
