import { namesModel } from "@/lib/responses/name-model";
import { toEstimatedFigure } from "@/lib/results/analyse/figure";
import { LEVEL } from "@/lib/results/analyse/settings";
import type { AnalysisOptions, Blinding } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { findBlindingIndex, type Guesses } from "@/lib/stats/blinding-index";

/** As raters read it, in the first of the languages that they have. */
const QUESTION =
  "Which models do you think these were? You were not told what wrote the responses. If you have a guess, name up to five, one in each field.";

/**
 * Whether raters knew what they judged, by what they said at the end: right is who named one of the study's models among
 * their guesses, wrong who named others only. Whoever was not asked, or never came so far, is outside.
 *
 * @returns null: the study does not ask.
 */
export function describeBlinding(
  { study, models, raters }: Pick<StudyVotes, "study" | "models" | "raters">,
  { withExcluded }: Pick<AnalysisOptions, "withExcluded">,
): Blinding | null {
  if (!study.protocol?.session?.asksBlindness) return null;
  const counts: Guesses = { right: 0, wrong: 0, unknown: 0 };
  for (const { guesses, isExcluded } of raters) {
    if (guesses === null || (isExcluded && !withExcluded)) continue;
    counts[judge(guesses, models)] += 1;
  }
  return { question: QUESTION, ...counts, index: toEstimatedFigure(() => findBlindingIndex(counts, LEVEL)) };
}

function judge(guesses: string[], models: string[]): keyof Guesses {
  const named = guesses.filter((guess) => guess.trim() !== "");
  if (named.length === 0) return "unknown";
  return named.some((guess) => models.some((model) => namesModel(guess, model))) ? "right" : "wrong";
}
