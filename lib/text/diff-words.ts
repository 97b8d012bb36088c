export type DiffPart = { kind: "same" | "removed" | "added"; text: string };

/** Above so many pairs of words the middle is told as one change: a table of them would take the memory of a server. */
const MOST_CELLS = 4_000_000;

/**
 * What was taken out of a text and what came in, word by word; spaces, line ends and marks belong to no word. Of the same words in
 * another order the longest common sequence stays.
 *
 * @returns in the order of the texts: all but the added is `from`, all but the removed is `to`, to the letter.
 * Cost: O(words · words) of what is left between the same beginning and end.
 */
export function diffWords(from: string, to: string): DiffPart[] {
  const [a, b] = [split(from), split(to)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle = left.length * right.length > MOST_CELLS ? replaceAll(left, right) : align(left, right);
  return join([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))]);
}

function split(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

const same = (words: string[]): DiffPart[] => words.map((text) => ({ kind: "same", text }));

function replaceAll(left: string[], right: string[]): DiffPart[] {
  return [
    ...left.map((text): DiffPart => ({ kind: "removed", text })),
    ...right.map((text): DiffPart => ({ kind: "added", text })),
  ];
}

/** The longest common sequence, by its table of lengths from the ends. */
function align(left: string[], right: string[]): DiffPart[] {
  const width = right.length + 1;
  const longest = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      longest[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length; ) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      parts.push({ kind: "same", text: left[i++] ?? "" });
      j++;
    } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: "removed", text: left[i++] ?? "" });
    } else parts.push({ kind: "added", text: right[j++] ?? "" });
  }
  return parts;
}

/** Neighbours of one kind are one part. */
function join(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === part.kind) last.text += part.text;
    else joined.push({ ...part });
  }
  return joined;
}
