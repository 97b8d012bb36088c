/**
 * Breaks a label into lines for a drawing, where nothing wraps by itself: at spaces, after hyphens, then anywhere.
 *
 * @param letterWidth of the usual letter; pixels, as `width`.
 */
export function wrapWords(text: string, width: number, letterWidth: number): string[] {
  const room = Math.max(4, Math.floor(width / letterWidth));
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const pieces = word.split(/(?<=-)/).flatMap((piece) => cut(piece, room));
    for (const [index, piece] of pieces.entries()) {
      const joined = line && index === 0 ? `${line} ${piece}` : line + piece;
      if (line && joined.length > room) {
        lines.push(line);
        line = piece;
      } else line = joined;
    }
  }
  return line ? [...lines, line] : lines;
}

/** By code points, so that no character is torn. */
function cut(word: string, room: number): string[] {
  const letters = [...word];
  const parts: string[] = [];
  for (let at = 0; at < letters.length; at += room) parts.push(letters.slice(at, at + room).join(""));
  return parts;
}
