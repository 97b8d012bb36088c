// Default_Ignorable_Code_Point is Unicode's own list of what a screen does not draw: zero-width, soft hyphen, bidi marks,
// Hangul fillers, variation selectors. U+2800, the Braille pattern with no dots, is drawn as nothing and is in no list.
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** The project's one definition of an empty text: nothing in it would be seen on a screen. */
export function isBlank(text: string): boolean {
  return !VISIBLE.test(text);
}
