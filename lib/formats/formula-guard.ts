// a spreadsheet takes these for the beginning of a formula, also in their full-width forms
const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const GUARDED = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * The text of a cell with an apostrophe before it where a spreadsheet would run it as a formula. A text that looks guarded
 * already gets one more, so that `unguardFormula` gives back what was written, to the letter.
 */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `guardFormula` was given. */
export function unguardFormula(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
