import { type Choice, countVotes, type Notice, type Reason, type Session } from "@/components/rating/session-machine";
import type { OfferedChoice } from "@/lib/studies/schema";
import type { FlagRequest } from "@/lib/votes/schema";

/** In the order of the buttons. */
export const CHOICES: { choice: OfferedChoice; key: string; label: string }[] = [
  { choice: "first", key: "A", label: "A is better" },
  { choice: "tie", key: "T", label: "Equally good" },
  { choice: "both_bad", key: "X", label: "Both bad" },
  { choice: "second", key: "B", label: "B is better" },
];

export const REASONS: { reason: Reason; label: string }[] = [
  { reason: "subject", label: "I don’t know this subject" },
  { reason: "language", label: "I can’t read this language" },
  { reason: "broken", label: "A response is broken or cut off" },
  { reason: "other", label: "Another reason" },
];

export const FLAGS: { reason: FlagRequest["reason"]; label: string; plural: string }[] = [
  { reason: "offensive", label: "is offensive", plural: "are offensive" },
  { reason: "broken", label: "is broken or cut off", plural: "are broken or cut off" },
  { reason: "names_model", label: "says which model wrote it", plural: "say which model wrote them" },
];

export const SIDES: { side: FlagRequest["side"]; label: string; subject: string }[] = [
  { side: "first", label: "A", subject: "Response A" },
  { side: "second", label: "B", subject: "Response B" },
  { side: "both", label: "Both", subject: "Both responses" },
];

export function describeFlag(side: FlagRequest["side"], reason: FlagRequest["reason"]): string {
  const flag = FLAGS.find((one) => one.reason === reason);
  const subject = SIDES.find((one) => one.side === side)?.subject;
  return `${subject} ${side === "both" ? flag?.plural : flag?.label}`;
}

export function describeChoice(choice: Choice): string {
  return CHOICES.find((one) => one.choice === choice)?.label ?? "skipped";
}

const KEPT = {
  offline: "Kept. Will be sent when you are back online.",
  server: "Kept. The server does not answer; it will be sent as soon as it does.",
};

/** Where there is no pair to show. */
export const SERVER_SILENT = {
  offline: "There is no connection. This page goes on by itself when you are back online.",
  server: "The server does not answer. This page tries again by itself.",
};

/** What the strip says; empty: nothing. */
export function describeNotice({ notice, trouble, ops, pairs }: Session, leaseMinutes: number): string {
  if (trouble && ops.length > 0) return KEPT[trouble];
  if (!notice) return "";
  const isMoved = notice.kind === "taken_back" || notice.kind === "moved";
  return `${toSentence(notice, leaseMinutes)}${isMoved && pairs.length > 0 ? " Here is the next one." : ""}`;
}

function toSentence(notice: Notice, leaseMinutes: number): string {
  switch (notice.kind) {
    case "voted":
      return `Recorded: ${describeChoice(notice.choice)}.`;
    case "undone":
      return "Taken back. Choose again.";
    case "nothing_to_undo":
      return "There is no vote to take back.";
    case "sent":
      return "Sent. All your votes are recorded.";
    case "taken_back":
      return `Not recorded: this pair was taken back after ${leaseMinutes} minutes.`;
    case "elsewhere":
      return "You had voted on this pair in another tab. That vote counts.";
    case "moved":
      return "That pair was rated in another tab, or taken back.";
    case "flagged":
      return `Flagged: ${describeFlag(notice.flag.side, notice.flag.reason)}. Your vote is still to come.`;
    case "signed_out":
      return `This browser has no place in the study any more. Start again to go on.${toLoss(notice.lost)}`;
    case "problem":
      return notice.message;
  }
}

function toLoss(lost: number): string {
  if (lost === 0) return "";
  return lost === 1 ? " One vote could not be sent." : ` ${lost} votes could not be sent.`;
}

/** Of the page that is shown when the rater leaves. */
export function describePlace({ progress, ops }: Session): string {
  const unsent = countVotes(ops);
  const done = `You have rated ${progress.done} of ${progress.total} pairs, and your place is kept.`;
  if (unsent === 0) return `${done} Close this page, and open the same address in this browser to go on.`;
  return `${done} ${unsent === 1 ? "One vote is" : `${unsent} votes are`} still to be sent: leave this page open until you are back online, or open it again later in this browser.`;
}
