import type { Language } from "@/lib/studies/session-schema";

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
