import { eld } from "eld/medium";
import type { Judge } from "../query";

const DETECTED_CHARACTERS = 2000;

/**
 * Drops a query in another language. The detector scores each language from 0 to 1; a query stays where a wanted language
 * scores within the margin of the best one: formulas and names pull short queries a little away from their language.
 * A query without words, such as a sum, has no language and stays.
 *
 * @param wanted ISO 639-1 codes; at least one.
 * @param margin 0 to 1.
 */
export function createLanguageJudge(wanted: string[], margin: number): Judge {
  return (_, text) => {
    const found = eld.detect(text.slice(0, DETECTED_CHARACTERS));
    const { language } = found;
    if (language === "" || wanted.includes(language)) return null;
    const scores = found.getScores();
    const best = scores[language] ?? 0;
    const ours = Math.max(...wanted.map((code) => scores[code] ?? 0));
    if (best - ours <= margin) return null;
    const reason = `Its language looks like ${nameOf(language)} (score ${best.toFixed(2)}; ${wanted.map(nameOf).join(", ")}: ${ours.toFixed(2)}).`;
    return { reason, evidence: null };
  };
}

/** @example nameOf("de") // "German" */
function nameOf(code: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
}
