import type { z } from "zod";
import { describeValue } from "./describe-value";
import { FormatError } from "./format-error";

const WRITE: Record<string, string> = {
  string: "Write text in quotes.",
  number: "Write a number.",
  int: "Write a whole number.",
  boolean: "Write true or false.",
  array: "Write a list in square brackets.",
  object: "Write an object in braces.",
  record: "Write an object in braces.",
};

/**
 * The row as the schema reads it. The first thing that is wrong with it becomes a FormatError; where zod's own words would
 * not tell how to mend it, the schema's `error` does, as a whole sentence.
 */
export function validateRow<S extends z.ZodType>(schema: S, row: unknown, line: number): z.output<S> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue === undefined) throw parsed.error;
  const field = fieldName(issue.path);
  const found = valueAt(row, issue.path);
  const subject = field === "" ? "the row" : `the field "${field}"`;
  if (found === undefined) {
    throw new FormatError({ line, field, problem: `${subject} is missing`, mend: `Add "${field}" to the row.` });
  }
  const mend = (issue.code === "invalid_type" && WRITE[issue.expected]) || issue.message;
  throw new FormatError({ line, field: field || null, problem: `${subject} is ${describeValue(found)}`, mend });
}

/** `choices[0].turns[1]` */
function fieldName(path: PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === "number") return `${name}[${part}]`;
    return name === "" ? String(part) : `${name}.${String(part)}`;
  }, "");
}

function valueAt(row: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    return value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }, row);
}
