import { useEffect, useRef } from "react";
import { CHOICES } from "@/components/rating/choices";
import type { BattleVote, Revealed } from "@/lib/demo/schema";

const QUESTION = "Which response is better?";
const LABELS: Record<BattleVote["choice"], string> = {
  first: "A is better",
  tie: "Equally good",
  both_bad: "Both bad",
  second: "B is better",
};

/** The same words, in the same places, as on the rating page. */
export function VoteBar({ isBusy, onVote }: { isBusy: boolean; onVote: (choice: BattleVote["choice"]) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these act
    <div className="demo-vote" role="group" aria-label={QUESTION}>
      <p>
        {QUESTION} <span className="note">Vote now, or go on talking first. A vote ends the battle.</span>
      </p>
      <div className="demo-picks">
        {CHOICES.map(({ choice }) => (
          <button
            key={choice}
            type="button"
            className="btn"
            data-choice={choice}
            aria-busy={isBusy || undefined}
            onClick={() => !isBusy && onVote(choice)}
          >
            {LABELS[choice]}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Who the two were. */
export function Reveal({ revealed, onClear }: { revealed: Revealed; onClear: () => void }) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const { first, second, choice, notCounted } = revealed;
  return (
    <div className="demo-reveal">
      <h2 ref={head} tabIndex={-1}>
        A was {first}. B was {second}.
      </h2>
      <p>
        You voted: {LABELS[choice]}. {notCounted ?? "Your vote is counted."}
      </p>
      <button type="button" className="btn btn-primary" onClick={onClear}>
        Begin another
      </button>
    </div>
  );
}
