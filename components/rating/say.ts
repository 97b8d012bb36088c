import { createContext, useContext } from "react";
import type { WordKey, Words } from "@/components/rating/words/en";
import type { Language } from "@/lib/studies/session-schema";

/** Our words in the rater's language, `{name}` filled in. */
export type Say = (key: WordKey, values?: Record<string, string | number>) => string;

export function makeSay(words: Partial<Words>): Say {
  return (key, values = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

export type Speech = { say: Say; language: Language };

export const SpeechContext = createContext<Speech>({ say: () => "", language: "en" });

export function useSay(): Say {
  return useContext(SpeechContext).say;
}
