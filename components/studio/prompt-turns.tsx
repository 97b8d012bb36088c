import { LongText } from "@/components/studio/long-text";
import type { PromptTurn } from "@/lib/prompts/schema";

/** What was asked, as it stands in the set. */
export function PromptTurns({ turns }: { turns: PromptTurn[] }) {
  if (turns.length === 0) return <p className="text-muted">The file it came from has no text for it.</p>;
  return turns.map((turn, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a prompt's turns never change
    <div key={index} className="max-w-measure">
      {turns.length > 1 && <p className="note">Turn {index + 1}</p>}
      <LongText text={turn.text} />
      {turn.input && (
        <div className="pt-2">
          <p className="note">Input</p>
          <LongText text={turn.input} />
        </div>
      )}
    </div>
  ));
}
