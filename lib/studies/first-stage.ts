import type { RaterStage } from "@/lib/db/generated/enums";
import type { Protocol } from "@/lib/studies/schema";

/** The stages of a rater who goes all the way, in order. */
const WAY: RaterStage[] = ["demographics", "comprehension", "practice", "rating", "blindness", "feedback", "completed"];

type Session = Protocol["session"];

/** Where a rater begins who has just consented. */
export function firstStage(session: Session): RaterStage {
  return WAY.find((stage) => hasStage(session, stage)) ?? "rating";
}

/** What follows a stage in this study; stages that it does not ask for are passed over. */
export function stageAfter(session: Session, stage: RaterStage): RaterStage {
  return WAY.slice(WAY.indexOf(stage) + 1).find((next) => hasStage(session, next)) ?? "completed";
}

export function isBeforeRating(stage: RaterStage): boolean {
  return WAY.includes(stage) && WAY.indexOf(stage) < WAY.indexOf("rating");
}

function hasStage(session: Session, stage: RaterStage): boolean {
  switch (stage) {
    case "demographics":
      return (session?.demographics.length ?? 0) > 0;
    case "comprehension":
      return (session?.comprehension.length ?? 0) > 0;
    case "practice":
      return (session?.practice.length ?? 0) > 0;
    case "blindness":
      return session?.asksBlindness ?? false;
    case "feedback":
      return session?.asksFeedback ?? false;
    default:
      return true;
  }
}
