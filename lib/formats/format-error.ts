type FormatProblem = {
  /** Counted from 1; null where the whole file is meant. */
  line?: number | null;
  field?: string | null;
  /** What is wrong: a clause that begins in lower case and has no full stop. */
  problem: string;
  /** What to do about it: a whole sentence. */
  mend: string;
};

/** A file that cannot be read as what it was said to be. The message may be shown to the person who gave the file. */
export class FormatError extends Error {
  override readonly name = "FormatError";
  readonly line: number | null;
  readonly field: string | null;
  readonly problem: string;
  readonly mend: string;

  constructor({ line = null, field = null, problem, mend }: FormatProblem) {
    const start = line === null ? problem.charAt(0).toUpperCase() + problem.slice(1) : `Line ${line}: ${problem}`;
    super(`${start}. ${mend}`);
    this.line = line;
    this.field = field;
    this.problem = problem;
    this.mend = mend;
  }
}
