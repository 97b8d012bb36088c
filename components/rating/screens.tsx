import { type ReactNode, useEffect, useRef } from "react";
import type { Screen, Session } from "@/components/rating/session-machine";
import { describePlace, SERVER_SILENT } from "@/components/rating/words";
import type { RatingState } from "@/lib/assignments/schema";

/** What is said when there is nothing to judge: drawn by the server, so that the words are not sent as script. */
export type StateWords = Record<Exclude<RatingState, "rating">, ReactNode>;

/** A quiet page in place of a pair. Its heading takes the focus, so that a change of screen is heard. */
function Quiet({ children }: { children: ReactNode }) {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    page.current?.querySelector("h1")?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={page} className="rate-wrap rate-quiet">
      {children}
    </div>
  );
}

type StateProps = {
  screen: Screen;
  session: Session;
  words: StateWords;
  onContinue: () => void;
  /** Null: there is nothing to take back. */
  onUndo: (() => void) | null;
};

export function StateScreen({ screen, session, words, onContinue, onUndo }: StateProps) {
  if (screen === "loading" || screen === "sending" || screen === "rating" || screen === "consent") {
    return <Loading session={session} />;
  }
  const isRest = screen === "rest";
  return (
    <Quiet key={screen}>
      {isRest ? (
        <>
          <h1 tabIndex={-1}>Time for a short rest</h1>
          <p>
            You have rated {session.sinceBreak} pairs in a row. Look away from the screen for a moment; your place is
            kept.
          </p>
        </>
      ) : (
        words[screen]
      )}
      <p className="rate-acts">
        {isRest && (
          <button type="button" className="btn btn-primary" onClick={onContinue}>
            Continue
          </button>
        )}
        {onUndo && screen !== "closed" && (
          <button type="button" className="btn" aria-keyshortcuts="U" onClick={onUndo}>
            Undo my last vote
          </button>
        )}
      </p>
    </Quiet>
  );
}

function Loading({ session: { ops, trouble } }: { session: Session }) {
  return (
    <div className="rate-wrap rate-quiet">
      <h1>{ops.length > 0 ? "Sending your votes" : "Fetching the next pair"}</h1>
      {trouble && <p>{SERVER_SILENT[trouble]}</p>}
    </div>
  );
}

export function LeftScreen({ session, onContinue }: { session: Session; onContinue: () => void }) {
  return (
    <Quiet>
      <h1 tabIndex={-1}>Your place is kept</h1>
      <p>{describePlace(session)}</p>
      <p className="rate-acts">
        <button type="button" className="btn btn-primary" onClick={onContinue}>
          Go on rating
        </button>
      </p>
    </Quiet>
  );
}
