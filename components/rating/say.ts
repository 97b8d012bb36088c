import { createContext, useContext } from "react";
import type { WordKey, Words } from "@/components/rating/words/en";
import type { Language } from "@/lib/studies/session-schema";

/** Our words in the rater's language, `{name}` filled in. */
export type Say = (key: WordKey, values?: Record<string, string | number>) => string;

export function makeSay(words: Partial<Words>): Say {
  return (key, values = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** For Intl. The digits are those of our words, whatever a language's usual ones are. */
export function toLocale(language: Language): string {
  return `${language}-u-nu-latn`;
}

/** With the noun in its right number: Arabic has six. */
export function formatMinutes(language: Language, minutes: number): string {
  return new Intl.NumberFormat(toLocale(language), { style: "unit", unit: "minute", unitDisplay: "long" }).format(
    minutes,
  );
}

export type Speech = { say: Say; language: Language };

export const SpeechContext = createContext<Speech>({ say: () => "", language: "en" });

export function useSay(): Say {
  return useContext(SpeechContext).say;
}
