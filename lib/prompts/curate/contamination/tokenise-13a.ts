/** What Python's `str.split()` and `str.rstrip()` take for white space; JavaScript's `\s` is another set. */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LAST_SPACE = new RegExp(`[${SPACE}]+$`);
const SPACES = new RegExp(`[${SPACE}]+`);

const ENTITIES: [RegExp, string][] = [
  [/&quot;/g, '"'],
  [/&amp;/g, "&"],
  [/&lt;/g, "<"],
  [/&gt;/g, ">"],
];

/**
 * The tokens that BLEU counts: mteval-v13a's, as sacreBLEU has them. Case is kept.
 *
 * Symbols stand by themselves; a full stop or a comma does unless digits are on both sides; a hyphen does after a digit.
 *
 * Source: NIST's mteval-v13a; Post (2018), "A Call for Clarity in Reporting BLEU Scores", WMT.
 * @example tokenise13a('Pay $1,000.50, "now"') // ["Pay", "$", "1,000.50", ",", '"', "now", '"']
 */
export function tokenise13a(text: string): string[] {
  let line = text.replace(LAST_SPACE, "");
  if (line.includes("<skipped>")) line = line.replaceAll("<skipped>", "");
  if (line.includes("\n")) line = line.replaceAll("-\n", "").replaceAll("\n", " ");
  if (line.includes("&")) for (const [entity, sign] of ENTITIES) line = line.replace(entity, sign);
  line = ` ${line} `
    .replace(/[{-~[-`!-&(-+:-@/]/g, " $& ")
    .replace(/([^0-9])([.,])/g, "$1 $2 ")
    .replace(/([.,])([^0-9])/g, " $1 $2")
    .replace(/([0-9])-/g, "$1 - ");
  const tokens = line.split(SPACES);
  // the line begins and ends with white space
  return tokens.slice(1, -1);
}
