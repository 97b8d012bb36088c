// Letters of other scripts that look like Latin ones; capitals first where capital and small resemble different letters.
const LOOKALIKES: Record<string, string> = Object.fromEntries(
  [
    ["ΝΗΡΥΧ", "nhpyx"],
    ["аеорсухіјѕһԁԛԝкмтвнӏԍ", "aeopcyxijshdqwkmtbhlg"],
    ["αορνικτυχεβωγ", "aopviktuxebwy"],
    ["ɑɡıⅼ", "agil"],
  ].flatMap(([from = "", to = ""]) => [...from].map((letter, index) => [letter, to[index] ?? ""])),
);

// Zero-width and invisible characters, soft hyphens, and the marks of Markdown emphasis, code and quotation round a name.
const DROPPED = /^(?:[\p{Cf}\p{Variation_Selector}*`]|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164)$/u;

export interface FoldedText {
  text: string;
  /** Where each unit of `text` began in the original; one more entry than units, the last being the original's length. */
  starts: number[];
}

/**
 * A text in the form in which names are looked for: compatibility forms resolved (full-width, ligatures), look-alike letters
 * made Latin, small letters, straight apostrophes, invisible characters dropped; with the way back to the original.
 */
export function foldText(original: string): FoldedText {
  const units: string[] = [];
  const starts: number[] = [];
  let end = 0;
  for (const match of original.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    end = match.index + match[0].length;
    const folded = foldCluster(match[0]);
    for (let index = 0; index < folded.length; index += 1) {
      units.push(folded.charAt(index));
      starts.push(match.index);
    }
  }
  starts.push(Math.max(end, original.length));
  return { text: units.join(""), starts };
}

/** Folds a pattern's or a list's own words, so that they meet the folded text on equal terms. */
export function fold(words: string): string {
  return foldText(words).text;
}

// 65,536 entries at most; a text is folded letter by letter, and has few different ones
const foldedUnits = new Map<string, string>();

function foldCluster(cluster: string): string {
  if (cluster.length > 1) return foldAny(cluster);
  const known = foldedUnits.get(cluster);
  if (known !== undefined) return known;
  const folded = foldAny(cluster);
  foldedUnits.set(cluster, folded);
  return folded;
}

function foldAny(cluster: string): string {
  if (DROPPED.test(cluster)) return "";
  const plain = cluster.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff]/g, "");
  const letters = [...plain].map(
    (letter) => LOOKALIKES[letter] ?? LOOKALIKES[letter.toLowerCase()] ?? letter.toLowerCase(),
  );
  return letters
    .join("")
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[\u2010-\u2012\u2212]/g, "-")
    .replace(/[_\u00a0]/g, " ");
}
