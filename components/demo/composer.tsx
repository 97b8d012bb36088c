import type { KeyboardEvent, RefObject } from "react";
import { isRunning, type Talk } from "@/components/demo/demo-machine";
import { MOST_CHARACTERS } from "@/lib/demo/schema";

type Props = {
  talk: Talk;
  text: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
  onSend: () => void;
  onStop: () => void;
  onRegenerate: () => void;
  onClear: () => void;
};

/** Where the next message is written, and what else can be done with the conversation. */
export function Composer({ talk, text, field, onText, onSend, onStop, onRegenerate, onClear }: Props) {
  const running = isRunning(talk);
  const canSend = talk.allowed.send && text.trim() !== "" && !talk.isVoting;
  const canRegenerate = talk.allowed.regenerate && !talk.isVoting;
  const send = () => canSend && onSend();
  const onKey = (event: KeyboardEvent) => {
    // Enter also ends a word that an input method is composing
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="demo-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor="message">
        Your message <span className="note">{toHint(talk)}</span>
      </label>
      <textarea
        ref={field}
        id="message"
        className="input"
        dir="auto"
        rows={2}
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
        onKeyDown={onKey}
      />
      <div className="demo-acts">
        {running ? (
          <button key="stop" type="button" className="btn" onClick={onStop}>
            Stop
          </button>
        ) : (
          <button key="send" type="submit" className="btn btn-primary" aria-disabled={!canSend || undefined}>
            Send
          </button>
        )}
        {talk.turns.length > 0 && (
          <>
            <button
              type="button"
              className="btn"
              aria-disabled={!canRegenerate || undefined}
              onClick={() => canRegenerate && onRegenerate()}
            >
              Regenerate
            </button>
            <button type="button" className="btn btn-quiet" onClick={onClear}>
              Clear
            </button>
          </>
        )}
      </div>
    </form>
  );
}

function toHint({ allowed, turns, mode }: Talk): string {
  const last = turns.at(-1);
  if (allowed.send || !last || last.state === "running") return "Enter sends, Shift and Enter begins a new line.";
  if (mode === "battle" && last.state !== "done") return "Regenerate first: these are not two whole responses.";
  return `This conversation is full.${mode === "battle" ? " Vote, or clear." : " Clear to begin another."}`;
}
