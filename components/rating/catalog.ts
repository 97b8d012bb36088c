import "server-only";
import { createInstance } from "i18next";
import type { Say } from "@/components/rating/say";
import { ar } from "@/components/rating/words/ar";
import { en, type WordKey, type Words } from "@/components/rating/words/en";
import { es } from "@/components/rating/words/es";
import { LANGUAGES, type Language } from "@/lib/studies/session-schema";

const catalog = createInstance({
  lng: "en",
  fallbackLng: "en",
  initAsync: false,
  resources: { en: { translation: en }, es: { translation: es }, ar: { translation: ar } },
  // what is filled in is text to React, which escapes it
  interpolation: { prefix: "{", suffix: "}", escapeValue: false },
});
catalog.init();

const isRightToLeft: Record<Language, boolean> = { en: false, es: false, ar: true };

export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Español", ar: "العربية" };

export function toDirection(language: Language): "ltr" | "rtl" {
  return isRightToLeft[language] ? "rtl" : "ltr";
}

/** For what the server draws. */
export function getSay(language: Language): Say {
  const translate = catalog.getFixedT(language);
  return (key, values) => translate(key, values ?? {});
}

/** Read on the server alone: what the browser never says is not sent to it. */
const SERVER_ONLY =
  /^(about|stored|withdraw(?!n)|intro|sample|preview|wrong|waiting|finished(?!Close)|paused|closed|noScript)/;

/** Said only where a study asks for more than the choice. */
const ASKED = /^more/;

/**
 * For what the browser draws: the words as they are, to be filled in there.
 *
 * @param asksMore the study asks for more than the choice.
 */
export function getWords(language: Language, asksMore = false): Partial<Words> {
  const translate = catalog.getFixedT(language);
  const isSaid = (key: string) => !SERVER_ONLY.test(key) && (asksMore || !ASKED.test(key));
  const keys = (Object.keys(en) as WordKey[]).filter(isSaid);
  return Object.fromEntries(keys.map((key) => [key, translate(key, { skipInterpolation: true })]));
}

/**
 * The language of a rater's pages: what they chose, else what they chose before, else the first of their browser's that the
 * study has, else the study's own.
 *
 * @param offered the study's; the first is its own.
 * @param accepted an Accept-Language header.
 */
export function chooseLanguage(offered: Language[], chosen: (string | undefined)[], accepted: string | null): Language {
  const find = (tag: string | undefined) =>
    offered.find((language) => language === tag?.trim().toLowerCase().split("-")[0]);
  const wanted = (accepted ?? "")
    .split(",")
    .map((part) => part.split(";q="))
    .sort(([, a = "1"], [, b = "1"]) => Number(b) - Number(a))
    .map(([tag]) => tag);
  for (const tag of [...chosen, ...wanted]) {
    const language = find(tag);
    if (language) return language;
  }
  return offered[0] ?? LANGUAGES[0];
}
