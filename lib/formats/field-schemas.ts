import { z } from "zod";
import { isBlank } from "./blank";

const isWritten = (text: string): boolean => !isBlank(text);

/** Text or a whole number; a number is its decimal digits. Beyond 2⁵³ JSON loses digits, so such a number is refused. */
export const idField = z
  .union([z.string(), z.int()], { error: "Write a name in quotes or a whole number." })
  .transform(String)
  .refine(isWritten, { error: "Write a name." });

export const nameField = z.string().refine(isWritten, { error: "Write a name." });

/** Text that a person or a model is asked: never blank. */
export const promptField = z.string().refine(isWritten, { error: "Write its text, or remove the row." });

/** Text that may be left out: absent, null and blank are all null. */
export const optionalField = z
  .string()
  .nullish()
  .transform((text) => (text === undefined || text === null || isBlank(text) ? null : text));

/** What a model said, a turn each. A blank one is an observation, and is kept. */
export const responseTurns = z.array(z.string()).min(1, { error: "Write one text for each turn." });

export const sampleField = z
  .int({ error: "Write a whole number from 0 up." })
  .min(0, { error: "Write a whole number from 0 up." });
