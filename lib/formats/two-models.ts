import { FormatError } from "./format-error";

/** A vote between a model and itself says nothing about either, and no comparison can hold it. */
export function refuseSameModel(first: string, second: string, line: number, field: string): void {
  if (first !== second) return;
  throw new FormatError({
    line,
    field,
    problem: `both sides are the model "${first}"`,
    mend: "Name two models, or remove the row.",
  });
}
