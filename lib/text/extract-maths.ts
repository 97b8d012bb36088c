import { dollarsAreMoney, isProse } from "./maths-or-prose";

export interface Maths {
  /** As the model wrote it, delimiters included. */
  source: string;
  /** Empty where the source is to be shown as it is. */
  tex: string;
  display: boolean;
}

interface Found extends Maths {
  end: number;
}

// Noncharacters: taken out of every input, and Markdown turns their numeric references into U+FFFD, so no text can forge one.
const OPEN = "\ufdd0";
const CLOSE = "\ufdd1";
const PLACEHOLDER = /\ufdd0(\d+)\ufdd1/g;

const MAX_FORMULA = 4_000;
const MAX_SINGLE_DOLLAR = 600;
const BLANK_LINE = /\n[ \t>]*\n/;
const ENVIRONMENT = /\\begin\{((?:equation|align|gather|multline|alignat)\*?)\}/y;

/**
 * Takes the formulas out of Markdown and leaves a placeholder for each, before Markdown can read their `_`, `*`, `|`, `\\`,
 * `=` and `+` as its own. A placeholder that ends up in code is put back by `restoreMaths`, so a wrong guess here about what
 * is code costs nothing.
 */
export function extractMaths(markdown: string): { markdown: string; maths: Maths[] } {
  const maths: Maths[] = [];
  const parts: string[] = [];
  let kept = 0;
  let at = 0;
  const interesting = /[`$\\~*]/g;
  for (;;) {
    interesting.lastIndex = at;
    const next = interesting.exec(markdown);
    if (!next) break;
    at = next.index;
    const skipped = skipCode(markdown, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const found = findMaths(markdown, at);
    if (found) {
      parts.push(markdown.slice(kept, at), OPEN, String(maths.length), CLOSE);
      maths.push({ source: found.source, tex: found.tex, display: found.display });
      at = found.end;
      kept = at;
    } else {
      at += runLength(markdown, at) || 1;
      if (next[0] === "\\") at += 1;
    }
  }
  parts.push(markdown.slice(kept));
  return { markdown: parts.join(""), maths };
}

export function restoreMaths(value: string, maths: Maths[]): string {
  return value.replace(PLACEHOLDER, (_, index: string) => maths[Number(index)]?.source ?? "");
}

/** A text cut at its placeholders: strings and formulas in turn. */
export function splitAtMaths(value: string, maths: Maths[]): (string | Maths)[] {
  const parts = value.split(PLACEHOLDER);
  return parts
    .map((part, index) => (index % 2 === 0 ? part : (maths[Number(part)] ?? "")))
    .filter((part) => part !== "");
}

/** Where a code span or fence that begins here ends; `at` itself if none begins. */
function skipCode(markdown: string, at: number): number {
  const marker = markdown[at];
  if (marker !== "`" && marker !== "~") return at;
  const length = runLength(markdown, at);
  const lineStart = markdown.lastIndexOf("\n", at - 1) + 1;
  if (length >= 3 && /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/.test(markdown.slice(lineStart, at).slice(0, 400))) {
    const close = new RegExp(`\\n[ \\t>]*${marker}{${length},}[ \\t]*(?=\\n|$)`, "g");
    close.lastIndex = at;
    return close.exec(markdown) ? close.lastIndex : markdown.length;
  }
  if (marker === "~") return at + length;
  for (let end = markdown.indexOf("`", at + length); end !== -1; ) {
    const run = runLength(markdown, end);
    if (run === length) return BLANK_LINE.test(markdown.slice(at, end)) ? at + length : end + run;
    end = markdown.indexOf("`", end + run);
  }
  return at + length;
}

function findMaths(markdown: string, at: number): Found | null {
  const next = markdown[at + 1];
  if (markdown[at] === "*") return findProduct(markdown, at);
  if (markdown[at] === "$") {
    const run = runLength(markdown, at);
    if (run === 2) return findDelimited(markdown, at, "$$", "$$", true);
    return run === 1 ? findSingleDollar(markdown, at) : null;
  }
  if (next === "(") return findDelimited(markdown, at, "\\(", "\\)", false);
  if (next === "[") return findDelimited(markdown, at, "\\[", "\\]", true);
  if (next !== "b") return null;
  ENVIRONMENT.lastIndex = at;
  const environment = ENVIRONMENT.exec(markdown);
  if (!environment) return null;
  const closer = `\\end{${environment[1]}}`;
  const end = markdown.slice(at, at + MAX_FORMULA).indexOf(closer);
  return end === -1 ? null : toFound(markdown, at, at + end + closer.length, 0, true);
}

function findDelimited(markdown: string, at: number, open: string, close: string, display: boolean): Found | null {
  const window = markdown.slice(at + 2, at + 2 + MAX_FORMULA);
  const length = window.indexOf(close);
  if (length === -1) return null;
  if (open !== close && window.lastIndexOf(open, length) !== -1) return null;
  if (open === "$$" && window[length + 2] === "$") return null;
  const tex = window.slice(0, length);
  if (tex.trim() === "" || tex.includes("`") || BLANK_LINE.test(tex) || isProse(tex, display)) return null;
  return toFound(markdown, at, at + 2 + length + 2, 2, display);
}

/** "5*25 + 3*37" multiplies; as emphasis it would lose its signs, and the reader would judge another sum. */
function findProduct(markdown: string, at: number): Found | null {
  const run = runLength(markdown, at);
  if (run > 2 || !/[\d)]/.test(markdown[at - 1] ?? "") || !/[\d(]/.test(markdown[at + run] ?? "")) return null;
  return { source: markdown.slice(at, at + run), tex: "", display: false, end: at + run };
}

/** Pandoc's rule (no space inside, no digit after), and stricter where prices and shell variables would pass it. */
function findSingleDollar(markdown: string, at: number): Found | null {
  if (/[\p{L}\p{N}]/u.test(markdown[at - 1] ?? "") || /\s/.test(markdown[at + 1] ?? " ")) return null;
  const window = markdown.slice(at + 1, at + 1 + MAX_SINGLE_DOLLAR);
  const body = /^(?:[^$\\]|\\[\s\S])+(?=\$)/.exec(window)?.[0];
  if (body === undefined || /\s$/.test(body) || body.includes("`") || BLANK_LINE.test(body)) return null;
  const after = window.slice(body.length + 1, body.length + 6);
  if (/^[\p{N}$]/u.test(after)) return null;
  if (/^\p{L}/u.test(after) && !/^(?:th|st|nd|rd|s)(?!\p{L})/u.test(after)) return null;
  if (dollarsAreMoney(body)) return null;
  return toFound(markdown, at, at + body.length + 2, 1, false);
}

function toFound(markdown: string, start: number, end: number, delimiter: number, display: boolean): Found {
  const source = markdown.slice(start, end);
  const inner = source.slice(delimiter, source.length - delimiter);
  const lineStart = markdown.lastIndexOf("\n", start - 1) + 1;
  const quoted = /^[ \t]*>/.test(markdown.slice(lineStart, lineStart + 80));
  // inside a quotation every line carries the quotation's mark, which is no part of the formula
  const tex = (quoted ? inner.replace(/\n[ \t]*>[> \t]*/g, "\n") : inner).trim();
  return { source, tex, display, end };
}

function runLength(markdown: string, at: number): number {
  const marker = markdown[at];
  if (marker === "\\") return 1;
  let end = at;
  while (markdown[end] === marker) end += 1;
  return end - at;
}
