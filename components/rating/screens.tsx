import { type ReactNode, useEffect, useRef } from "react";
import { sayPlace } from "@/components/rating/notices";
import { useSay } from "@/components/rating/say";
import type { Screen, Session } from "@/components/rating/session-machine";
import type { RatingState } from "@/lib/assignments/schema";

/** What is said when there is nothing to judge: drawn by the server, so that the words are not sent as script. */
export type StateWords = Record<Exclude<RatingState, "rating">, ReactNode>;

/** A quiet page in place of a pair. Its heading takes the focus, so that a change of screen is heard. */
export function Quiet({ children }: { children: ReactNode }) {
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
  /** Null: after the last pair nothing follows. */
  onContinue: (() => void) | null;
  /** Null: there is nothing to take back. */
  onUndo: (() => void) | null;
};

export function StateScreen({ screen, session, words, onContinue, onUndo }: StateProps) {
  const say = useSay();
  if (screen === "loading" || screen === "sending" || screen === "rating" || screen === "consent") {
    return <Loading session={session} />;
  }
  const isRest = screen === "rest";
  const goesOn = isRest || (screen === "finished" && onContinue !== null);
  return (
    <Quiet key={screen}>
      {isRest ? (
        <>
          <h1 tabIndex={-1}>{say("restTitle")}</h1>
          <p>{say("restText", { count: session.sinceBreak })}</p>
        </>
      ) : (
        words[screen]
      )}
      <p className="rate-acts">
        {goesOn && (
          <button type="button" className="btn btn-primary" onClick={onContinue ?? undefined}>
            {say("continue")}
          </button>
        )}
        {onUndo && screen !== "closed" && (
          <button type="button" className="btn" aria-keyshortcuts="U" onClick={onUndo}>
            {say("undoLast")}
          </button>
        )}
      </p>
    </Quiet>
  );
}

function Loading({ session: { ops, trouble } }: { session: Session }) {
  const say = useSay();
  return (
    <div className="rate-wrap rate-quiet">
      <h1>{say(ops.length > 0 ? "sending" : "fetching")}</h1>
      {trouble && <p>{say(trouble === "offline" ? "silentOffline" : "silentServer")}</p>}
    </div>
  );
}

export function LeftScreen({ session, onContinue }: { session: Session; onContinue: () => void }) {
  const say = useSay();
  return (
    <Quiet>
      <h1 tabIndex={-1}>{say("placeTitle")}</h1>
      <p>{sayPlace(say, session)}</p>
      <p className="rate-acts">
        <button type="button" className="btn btn-primary" onClick={onContinue}>
          {say("goOn")}
        </button>
      </p>
    </Quiet>
  );
}
