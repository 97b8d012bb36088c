/** Characters looked at, from the end: a loop does not stop by itself, so it is found there. */
const MAX_CHARACTERS = 20_000;
/** Copies in a row, and characters of one, from which a sentence or line counts as a loop. */
const MIN_COPIES = 4;
const MIN_UNIT = 20;
/** Shorter units, such as a word again and again, have to fill this many characters. */
const MIN_SHORT_LOOP = 300;
/** Runs of so many words that come back so often and fill so large a share of the text are ones it cannot leave. */
const GRAM_WORDS = 10;
const MIN_GRAM_COPIES = 6;
const MIN_SHARE = 0.5;
/** Where they differ in their numbers, as in a chain of conditions: a table may have a few such rows. */
const MIN_NUMBERED_COPIES = 20;

/**
 * Whether a text fell into a loop: it says the same sentence, line or phrase again and again, up to the end or through most
 * of it. Refrains, tables, code and lists with a common beginning are no loops.
 */
export function isRepetitive(text: string): boolean {
  const plain = flatten(text).slice(-MAX_CHARACTERS);
  const words = plain.trim().split(" ");
  const numberless = words.map((word) => word.replace(/\d+/g, "#"));
  return endsInLoop(plain) || isFilledBy(words, MIN_GRAM_COPIES) || isFilledBy(numberless, MIN_NUMBERED_COPIES);
}

/** Numbers that only count lines would hide that the lines are the same. A space at the end makes the last copy whole. */
function flatten(text: string): string {
  return `${text} `
    .replace(/^[ \t]*\d+[.):][ \t]+/gm, "")
    .replace(/\s+/g, " ")
    .trimStart()
    .toLowerCase();
}

function endsInLoop(text: string): boolean {
  for (let period = 1; period <= text.length / MIN_COPIES; period += 1) {
    let matched = 0;
    while (matched + period < text.length && text.at(-1 - matched) === text.at(-1 - matched - period)) matched += 1;
    const looped = matched + period;
    const isLong = period >= MIN_UNIT ? looped >= MIN_COPIES * period : looped >= MIN_SHORT_LOOP;
    if (isLong && hasWords(text.slice(-period))) return true;
  }
  return false;
}

/** Rules, dots and table frames repeat by design. */
function hasWords(unit: string): boolean {
  const letters = unit.match(/\p{L}/gu)?.length ?? 0;
  return letters >= unit.length / 3;
}

/** Whether runs of words that occur at least so often, without overlap, fill most of the text. */
function isFilledBy(words: string[], minCopies: number): boolean {
  const grams = words.slice(0, 1 - GRAM_WORDS).map((_, at) => words.slice(at, at + GRAM_WORDS).join(" "));
  const seen = new Map<string, { copies: number; freeFrom: number }>();
  grams.forEach((gram, at) => {
    const { copies, freeFrom } = seen.get(gram) ?? { copies: 0, freeFrom: 0 };
    if (at >= freeFrom) seen.set(gram, { copies: copies + 1, freeFrom: at + GRAM_WORDS });
  });
  let filled = 0;
  let filledTo = 0;
  grams.forEach((gram, at) => {
    if ((seen.get(gram)?.copies ?? 0) < minCopies || !hasWords(gram)) return;
    filled += at + GRAM_WORDS - Math.max(at, filledTo);
    filledTo = at + GRAM_WORDS;
  });
  return filled >= MIN_SHARE * words.length && filled > 0;
}
