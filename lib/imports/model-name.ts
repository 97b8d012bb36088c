import { FormatError } from "@/lib/formats/format-error";
import { modelNameSchema } from "@/lib/models/schema";

/** A model's name as the file has it, made one that a model can bear. */
export function toModelName(name: string, line: number, field: string): string {
  const parsed = modelNameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new FormatError({
    line,
    field,
    problem: `the field "${field}" cannot be a model's name`,
    mend: parsed.error.issues[0]?.message ?? "Write a shorter name.",
  });
}
