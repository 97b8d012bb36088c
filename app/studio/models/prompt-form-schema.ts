import { z } from "zod";

/** As it was typed: browsers send line ends of two characters, and a template is exact about each. */
const text = z
  .string()
  .max(100_000, "Write at most 100,000 characters.")
  .transform((value) => value.replaceAll("\r\n", "\n"));
const wanted = text.pipe(z.string().min(1, "Write a prompt."));
const orNone = text.transform((value) => (value === "" ? null : value));

/** The preview's form: one turn, or two with the response between them. */
export const previewFormSchema = z
  .object({ model: z.string(), previewText: wanted, previewInput: orNone, previewAnswer: text, previewSecond: orNone })
  .transform(({ model, previewText, previewInput, previewAnswer, previewSecond }) => {
    const first = { text: previewText, input: previewInput };
    return previewSecond === null
      ? { model, turns: [first], answers: [] }
      : { model, turns: [first, { text: previewSecond, input: null }], answers: [previewAnswer] };
  });

export const testFormSchema = z
  .object({ model: z.string(), testText: wanted, testInput: orNone })
  .transform(({ model, testText, testInput }) => ({ model, prompt: { text: testText, input: testInput } }));
