import { sayChoice, sayFlag } from "@/components/rating/choices";
import { formatMinutes } from "@/components/rating/locale";
import type { Say, Speech } from "@/components/rating/say";
import { countVotes, type Notice, type Session } from "@/components/rating/session-machine";

/** What the strip says; empty: nothing. */
export function sayNotice(speech: Speech, { notice, trouble, ops, pairs }: Session, leaseMinutes: number): string {
  const { say } = speech;
  if (trouble && ops.length > 0) return say(trouble === "offline" ? "keptOffline" : "keptServer");
  if (!notice) return "";
  const isMoved = notice.kind === "taken_back" || notice.kind === "moved";
  return `${toSentence(speech, notice, leaseMinutes)}${isMoved && pairs.length > 0 ? ` ${say("nextOne")}` : ""}`;
}

function toSentence({ say, language }: Speech, notice: Notice, leaseMinutes: number): string {
  switch (notice.kind) {
    case "voted":
      return say("recorded", { choice: sayChoice(say, notice.choice) });
    case "undone":
      return say("undone");
    case "nothing_to_undo":
      return say("nothingToUndo");
    case "sent":
      return say("sent");
    case "taken_back":
      return say("takenBack", { duration: formatMinutes(language, leaseMinutes) });
    case "elsewhere":
      return say("elsewhere");
    case "moved":
      return say("moved");
    case "flagged":
      return say("flagged", { flag: sayFlag(say, notice.flag.side, notice.flag.reason) });
    case "signed_out":
      return `${say("signedOut")}${notice.lost > 0 ? ` ${say("lost", { count: notice.lost })}` : ""}`;
    case "problem":
      return notice.message;
  }
}

/** Of the page that is shown when the rater leaves. */
export function sayPlace(say: Say, { progress, ops }: Session): string {
  const unsent = countVotes(ops);
  const rest = unsent === 0 ? say("placeClose") : say("placeUnsent", { count: unsent });
  return `${say("placeText", progress)} ${rest}`;
}
