// Embeddings, overrides and isolates reorder what follows them, so that text reads unlike what it is ("Trojan Source",
// CVE-2021-42574). The plain marks U+200E, U+200F and U+061C stay: right-to-left prose needs them and they reach no further
// than their neighbours.
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

const LONE_SURROGATES = /\p{Surrogate}/gu;

/** Takes out of a text what would be invisible and still change how its neighbours are read. Keeps newline and tab. */
export function neutralise(value: string): string {
  return value.replace(REORDERING, "").replace(CONTROLS, "").replace(LONE_SURROGATES, "\ufffd");
}
