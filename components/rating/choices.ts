import type { Say } from "@/components/rating/say";
import type { Choice, Reason } from "@/components/rating/session-machine";
import type { OfferedChoice } from "@/lib/studies/schema";
import type { FlagRequest } from "@/lib/votes/schema";

/** In the order of the buttons, with the key of each. */
export const CHOICES: { choice: OfferedChoice; key: string }[] = [
  { choice: "first", key: "A" },
  { choice: "tie", key: "T" },
  { choice: "both_bad", key: "X" },
  { choice: "second", key: "B" },
];

export const REASONS: Reason[] = ["subject", "language", "broken", "other"];
export const FLAGS: FlagRequest["reason"][] = ["offensive", "broken", "names_model"];
export const SIDES: FlagRequest["side"][] = ["first", "second", "both"];

export function sayChoice(say: Say, choice: Choice): string {
  return say(`choice_${choice}`);
}

export function toLetter(side: "first" | "second"): "A" | "B" {
  return side === "first" ? "A" : "B";
}

/** Response A is offensive. */
export function sayFlag(say: Say, side: FlagRequest["side"], reason: FlagRequest["reason"]): string {
  return side === "both" ? say(`flagged_both_${reason}`) : say(`flagged_one_${reason}`, { letter: toLetter(side) });
}
