/** Width of a letter of the interface's face, as a share of its size; a little generous. */
const LETTER = 0.56;

/** Breaks a label into lines for a drawing, where nothing wraps by itself. A word wider than a line is broken within. */
export function wrapWords(text: string, width: number, size: number): string[] {
  const room = Math.max(4, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap((whole) => cut(whole, room))) {
    if (line && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
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
