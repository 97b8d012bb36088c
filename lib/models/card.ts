import { z } from "zod";

const fact = (what: string) =>
  z
    .string()
    .trim()
    .max(300, `${what} has at most 300 characters.`)
    .regex(/^\P{Cc}*$/u, `${what} is one line of visible characters.`)
    .transform((value) => (value === "" ? null : value))
    .nullable()
    .default(null);

/** What a model is, for readers of results: nothing of it is used to ask it. null: nobody said. */
export const modelCardSchema = z.strictObject({
  /** "LLaMA-13B". */
  baseModel: fact("The base model"),
  /** "52K self-instruct demonstrations". */
  trainingData: fact("The training data"),
  /** "13B". */
  size: fact("The size"),
  licence: fact("The licence"),
  /** Under which what it said may be passed on, by its SPDX name: then it may stand in a paper's bundle. */
  responsesLicence: fact("The responses' licence"),
  /** "under $100". */
  trainingCost: fact("The training cost"),
  url: fact("The link").refine((url) => url === null || /^https?:\/\/\S+$/.test(url), "Give a link with https://."),
});

export type ModelCard = z.infer<typeof modelCardSchema>;
export type ModelCardInput = z.input<typeof modelCardSchema>;

export const NO_CARD: ModelCard = modelCardSchema.parse({});

/** By field: what a form, a table and the command line call it. */
export const CARD_WORDS: Record<keyof ModelCard, { label: string; hint: string }> = {
  baseModel: { label: "Base model", hint: "Such as LLaMA-13B." },
  trainingData: { label: "Training data", hint: "Such as 52K self-instruct demonstrations." },
  size: { label: "Size", hint: "Such as 13B parameters." },
  licence: { label: "Licence", hint: "Of the model." },
  responsesLicence: {
    label: "Licence of its responses",
    hint: "By its SPDX name, such as apache-2.0 or cc-by-4.0: then they may stand in a paper’s bundle.",
  },
  trainingCost: { label: "Cost of training", hint: "Such as under $100." },
  url: { label: "Link", hint: "To its paper, card or weights." },
};

export const CARD_FIELDS = Object.keys(CARD_WORDS) as (keyof ModelCard)[];

/** As the database has it. */
export function readCard(stored: unknown): ModelCard {
  const parsed = modelCardSchema.safeParse(stored ?? {});
  return parsed.success ? parsed.data : NO_CARD;
}
