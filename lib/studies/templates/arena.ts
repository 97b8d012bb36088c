import { koala2023 } from "@/lib/studies/templates/koala-2023";
import type { StudyTemplate } from "@/lib/studies/templates/study-template";

/** Any model against any other, and a fourth choice: neither response is any good. */
export const arena: StudyTemplate = {
  ...koala2023,
  template: "arena",
  choices: ["first", "second", "tie", "both_bad"],
  criteria: ["which response you would rather have been given"],
  instructions: `You will see a request that somebody typed, and two responses to it. Read both, then say which one you would rather have been given.

- If both would do, and neither is better, choose *equally good*.
- If neither would do, choose *both bad*.
- If the subject or the language is not yours, say that you cannot judge; this is no fault and is better than a guess.

A longer response is not better for being long, nor a confident one for its confidence. Which one stands first says nothing: the order is drawn at random.`,
};
