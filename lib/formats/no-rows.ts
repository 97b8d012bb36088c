import { FormatError } from "./format-error";

/** A file with nothing in it is the wrong file or a failed download; taking it as "nothing to do" would hide that. */
export function refuseEmptyFile(rows: number): void {
  if (rows > 0) return;
  throw new FormatError({
    problem: "the file holds no rows",
    mend: "Check that it is the right file and is complete.",
  });
}
