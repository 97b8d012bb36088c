import type { Protocol } from "@/lib/studies/schema";
import type { SessionDesign } from "@/lib/studies/session-schema";

/** A whole session to start from. What is an example says so; the checks are Prolific's two kinds. */
export const CROWD_SESSION: SessionDesign = {
  languages: ["en"],
  translations: {},
  about: {
    organisation: "Example laboratory: put your own here",
    contact: "name@example.org",
    purpose: {
      en: "An example, to be edited: we study how well computer programs answer people's requests.",
      es: "Un ejemplo, para editar: estudiamos lo bien que los programas responden a lo que se les pide.",
      ar: "مثال للتعديل: ندرس مدى جودة إجابات البرامج عن طلبات الناس.",
    },
    ethics: "",
    keptUntil: null,
  },
  demographics: [
    {
      name: "language_skill",
      label: {
        en: "How well do you read the language of this study?",
        es: "¿Cómo de bien lee el idioma de este estudio?",
        ar: "ما مدى إجادتك قراءة لغة هذه الدراسة؟",
      },
      choices: [
        { value: "first", label: { en: "It is my first language", es: "Es mi primera lengua", ar: "هي لغتي الأولى" } },
        { value: "fluent", label: { en: "Fluently", es: "Con fluidez", ar: "بطلاقة" } },
        { value: "some", label: { en: "With some effort", es: "Con algo de esfuerzo", ar: "ببعض الجهد" } },
      ],
    },
  ],
  comprehension: [
    {
      question: {
        en: "What do you compare?",
        es: "¿Qué compara usted?",
        ar: "ماذا تقارن؟",
      },
      choices: [
        { en: "Two requests", es: "Dos peticiones", ar: "طلبين" },
        { en: "Two responses to one request", es: "Dos respuestas a una petición", ar: "إجابتين عن طلب واحد" },
        { en: "The two people who wrote", es: "Las dos personas que escribieron", ar: "الشخصين اللذين كتبا" },
      ],
      correct: 1,
    },
    {
      question: {
        en: "Which response stands first?",
        es: "¿Qué respuesta va primero?",
        ar: "أي إجابة تأتي أولاً؟",
      },
      choices: [
        { en: "The better one", es: "La mejor", ar: "الأفضل" },
        { en: "The longer one", es: "La más larga", ar: "الأطول" },
        {
          en: "Either: the order is drawn at random",
          es: "Cualquiera: el orden es al azar",
          ar: "أيّ منهما: الترتيب عشوائي",
        },
      ],
      correct: 2,
    },
  ],
  practice: [
    {
      prompt: "How many days are there in a leap year?",
      first: "A leap year has 366 days: February has 29.",
      second: "A leap year has 356 days, which is longer than a usual year.",
      better: "first",
      explanation: {
        en: "A leap year has 366 days. The second response is wrong, though it is as long and as sure.",
        es: "Un año bisiesto tiene 366 días. La segunda respuesta es falsa, aunque sea igual de larga y segura.",
        ar: "السنة الكبيسة 366 يوماً. الإجابة الثانية خاطئة وإن كانت بالطول والثقة نفسيهما.",
      },
    },
  ],
  attention: [
    {
      prompt: "This checks that you read. Prefer the response that says *choose this one*.",
      first: "Choose this one.",
      second: "Do not choose this one.",
      expected: "first",
    },
    {
      prompt: "Please show that you read this: say that the response with the word *river* is better.",
      first: "The word here is stone.",
      second: "The word here is river.",
      expected: "second",
    },
    {
      prompt: "This is an attention check. Choose the response that ends with the number nine.",
      first: "This response ends with the number nine.",
      second: "This response ends with the number four.",
      expected: "first",
    },
  ],
  goldSets: [],
  goldShare: 0,
  attentionShare: 0.1,
  repeatShare: 0.1,
  attentionFailures: 2,
  asksBlindness: true,
  asksFeedback: true,
  pay: { amountMicros: 2_250_000, currency: "GBP", minutes: 15, floorMicros: 9_000_000 },
  mostMinutes: 60,
  mostShare: null,
};

/** The rules that the example declares. */
export const CROWD_RULES: NonNullable<Protocol["exclusionRules"]> = [
  "failed_checks",
  "too_fast",
  "same_position",
  "duplicate_person",
  "unrelated",
];
