const COMMANDS = /\\(?:text|mathrm|operatorname|mbox|textbf|textit)\*?\{[^{}]*\}|\\[A-Za-z]+/g;
const FUNCTIONS = /\b(?:sin|cos|tan|log|ln|exp|max|min|mod|lim|gcd|lcm|det|dim|ker|arg|deg|inf|sup)\b/g;

/**
 * `\(`, `\[` and `$$` are also Markdown's escapes ("\[citation needed\]") and the price marks of restaurant guides. Words with
 * nothing of mathematics about them are prose, and so is a lone number in square brackets: a citation.
 */
export function isProse(tex: string, display: boolean): boolean {
  // JSON whose brackets the model escaped
  if (tex.includes('"')) return true;
  if (/[\\^_=+<>{}|/]/.test(tex)) return false;
  if (display && /^[\s\d,–-]*$/.test(tex)) return !/\d\s*[–-]\s*\d/.test(tex) || !/\s/.test(tex);
  return /\p{L}{2,}/u.test(tex.replace(FUNCTIONS, ""));
}

/** "$5 for one, or two for 9$": two dollar signs round words, or round a sum and a word, are prices and not a formula. */
export function dollarsAreMoney(tex: string): boolean {
  const words = tex.replace(COMMANDS, " ").replace(FUNCTIONS, " ");
  if (/^\d/.test(tex)) return /\p{L}{2,}/u.test(words);
  return /\p{L}{3,}[\s,;:.'’]+\p{L}{2,}/u.test(words);
}
