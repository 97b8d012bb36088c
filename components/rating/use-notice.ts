import { useContext, useEffect } from "react";
import { sayNotice } from "@/components/rating/notices";
import { SpeechContext } from "@/components/rating/say";
import type { Notice, Session, SessionEvent } from "@/components/rating/session-machine";

const SHOWN_MS = 8000;

/** What says that something went well goes by itself; what says that something did not stays until the next vote. */
const PASSING: Notice["kind"][] = ["voted", "undone", "nothing_to_undo", "sent", "flagged"];

export function useNotice(
  session: Session,
  leaseMinutes: number,
  dispatch: (event: SessionEvent) => void,
): { text: string; offersUndo: boolean } {
  const speech = useContext(SpeechContext);
  const { notice, trouble, ops, last } = session;
  const isKept = trouble !== null && ops.length > 0;

  useEffect(() => {
    if (!notice || isKept || !PASSING.includes(notice.kind)) return;
    const timer = setTimeout(() => dispatch({ type: "quiet" }), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, isKept, dispatch]);

  return {
    text: sayNotice(speech, session, leaseMinutes),
    offersUndo: last !== null && (notice?.kind === "voted" || notice?.kind === "sent"),
  };
}
