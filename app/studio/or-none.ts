import { z } from "zod";

/** A field that may be left empty: null then. Not a union, whose error would be that nothing in it fits. */
export const orNone = <S extends z.ZodType<unknown, string>>(schema: S) =>
  z
    .string()
    .transform((text) => (text.trim() === "" ? null : text))
    .pipe(schema.nullable());
