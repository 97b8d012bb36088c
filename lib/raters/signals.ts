/** Signs that a program drives the browser, as it gave them when its rater joined: by name, and what each says. */
export const SIGNAL_WORDS = {
  webdriver: "the browser says that a program drives it",
  headless: "the browser calls itself headless",
  no_languages: "the browser names no language",
} as const;

export type Signal = keyof typeof SIGNAL_WORDS;
export const SIGNALS = Object.keys(SIGNAL_WORDS) as [Signal, ...Signal[]];

/** Of what is stored, those that are there; what no reader knows any more is left out. */
export function toSignals(stored: unknown): Signal[] {
  const given = stored as Record<string, unknown> | null;
  return SIGNALS.filter((signal) => given?.[signal] === true);
}

/** As a part of a sentence. */
export function describeSignals(signals: Signal[]): string {
  return signals.map((signal) => SIGNAL_WORDS[signal]).join("; ");
}
