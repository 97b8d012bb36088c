import { type ReactNode, useEffect, useRef } from "react";
import type { Screen, Session } from "@/components/rating/session-machine";
import { describePlace } from "@/components/rating/words";

type ScreenProps = { title: string; children?: ReactNode };

/** A quiet page in place of a pair. Its heading takes the focus, so that a change of screen is heard. */
function Quiet({ title, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="rate-wrap rate-quiet">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

type StateProps = {
  screen: Screen;
  session: Session;
  onContinue: () => void;
  /** Null: there is nothing to take back. */
  onUndo: (() => void) | null;
};

export function StateScreen({ screen, session, onContinue, onUndo }: StateProps) {
  const { done } = session.progress;
  const undo = onUndo && (
    <button type="button" className="btn" aria-keyshortcuts="U" onClick={onUndo}>
      Undo my last vote
    </button>
  );
  const pairs = done === 1 ? "one pair" : `${done} pairs`;
  switch (screen) {
    case "rest":
      return (
        <Quiet key="rest" title="Time for a short rest">
          <p>
            You have rated {session.sinceBreak} pairs in a row. Look away from the screen for a moment; your place is
            kept.
          </p>
          <p className="rate-acts">
            <button type="button" className="btn btn-primary" onClick={onContinue}>
              Continue
            </button>
            {undo}
          </p>
        </Quiet>
      );
    case "waiting":
      return (
        <Quiet key="waiting" title="Waiting for a pair">
          <p>
            Every pair that is left is with another rater now. As soon as one comes back, it appears here by itself.
          </p>
          <p>If you would rather not wait, close this page. Your votes are recorded, and your place is kept.</p>
          {undo && <p className="rate-acts">{undo}</p>}
        </Quiet>
      );
    case "finished":
      return (
        <Quiet key="finished" title="Finished">
          <p>
            {done === 0
              ? "Nothing is left to rate in this study: others have rated every pair."
              : `You have rated ${pairs}, and nothing is left for you in this study. All your votes are recorded.`}
          </p>
          <p>You can close this page.</p>
          {undo && <p className="rate-acts">{undo}</p>}
        </Quiet>
      );
    case "paused":
      return (
        <Quiet key="paused" title="This study is paused">
          <p>The researchers have paused it. Your votes are recorded, and your place is kept.</p>
          <p>This page goes on by itself when the study does. You can also close it and come back later.</p>
        </Quiet>
      );
    case "closed":
      return (
        <Quiet key="closed" title="This study is closed">
          <p>
            {done === 0
              ? "It takes no more votes. You can close this page."
              : `It takes no more votes. You rated ${pairs}, and they are recorded. You can close this page.`}
          </p>
        </Quiet>
      );
    default:
      return <Loading session={session} />;
  }
}

function Loading({ session }: { session: Session }) {
  return (
    <div className="rate-wrap rate-quiet">
      <h1 tabIndex={-1}>{session.ops.length > 0 ? "Sending your votes" : "Fetching the next pair"}</h1>
      {session.trouble && (
        <p>
          {session.trouble === "offline"
            ? "There is no connection. This page goes on by itself when you are back online."
            : "The server does not answer. This page tries again by itself."}
        </p>
      )}
    </div>
  );
}

export function LeftScreen({ session, onContinue }: { session: Session; onContinue: () => void }) {
  return (
    <Quiet title="Your place is kept">
      <p>{describePlace(session)}</p>
      <p className="rate-acts">
        <button type="button" className="btn btn-primary" onClick={onContinue}>
          Go on rating
        </button>
      </p>
    </Quiet>
  );
}
