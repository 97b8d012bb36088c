import { describe, expect, test } from "vitest";
import { chooseLanguage, getSay, getWords } from "@/components/rating/catalog";
import { formatMinutes } from "@/components/rating/locale";
import { makeSay } from "@/components/rating/say";
import { ar } from "@/components/rating/words/ar";
import { en, type WordKey } from "@/components/rating/words/en";
import { es } from "@/components/rating/words/es";

describe.each(Object.entries({ es, ar }))("%s", (_, words) => {
  test("has every word, and fills in the same", () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(words)) {
      const names = (of: string) => (of.match(/\{\w+\}/g) ?? []).sort();
      expect(names(text), key).toEqual(names(en[key as WordKey]));
      expect(text.trim(), key).not.toBe("");
    }
  });

  test("is another language", () => {
    const same = Object.entries(words).filter(([key, text]) => text === en[key as WordKey]);
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

test("the server and the browser fill in the same words", () => {
  const values = { done: 3, total: 40 };
  for (const language of ["en", "es", "ar"] as const) {
    expect(makeSay(getWords(language))("progress", values)).toBe(getSay(language)("progress", values));
  }
  expect(getSay("es")("progress", values)).toBe("3 de 40");
  // markup in a value is text to React
  expect(getSay("en")("aboutContact", { contact: "<b>&" })).toBe("Questions and complaints: <b>&");
});

test("a choice comes before the browser's wish, and that before the study's own language", () => {
  const offered = ["en", "ar"] as const;
  expect(chooseLanguage([...offered], ["ar"], "en")).toBe("ar");
  expect(chooseLanguage([...offered], [undefined, "es"], "fr;q=0.9, ar-EG;q=0.8, en;q=0.7")).toBe("ar");
  expect(chooseLanguage([...offered], [], "en;q=0.5, ar")).toBe("ar");
  expect(chooseLanguage([...offered], [], "fr, de")).toBe("en");
  expect(chooseLanguage([...offered], [], null)).toBe("en");
});

test("minutes stand in the number that their language has for them, in the digits of our words", () => {
  expect([1, 2, 12].map((minutes) => formatMinutes("es", minutes))).toEqual(["1 minuto", "2 minutos", "12 minutos"]);
  expect([5, 12].map((minutes) => formatMinutes("ar", minutes))).toEqual(["5 دقائق", "12 دقيقة"]);
  expect(formatMinutes("en", 1)).toBe("1 minute");
});
