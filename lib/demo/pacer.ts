/** Of what both have, how much is let out before both are whole: what is held back hides which one stalls. */
const SHARE = 0.6;
/** How many ticks the rest takes once both are whole. */
const CLOSING_TICKS = 15;

/** Lets the text of one or two responses out, tick by tick. Characters are counted as code points. */
export type Pacer = {
  push(side: number, text: string): void;
  /** Nothing more comes for this side. */
  finish(side: number): void;
  /** The pieces to let out now, one a side; "" for none. */
  tick(): string[];
  /** Both are whole, and all of both is out. */
  isOver(): boolean;
  /**
   * Lets both out to one length, where one of them broke off: the shorter one's, unless one is whole. Its end would then
   * show that it was the other.
   */
  level(): string[];
  /** What is out, one text a side. */
  released(): string[];
};

/**
 * Two responses side by side must not be told apart by their speed. So nothing is let out before both have begun; then
 * the same number of characters at each tick, never more than a share of what the shorter one has; and when both are
 * whole, the rest of each over the same ticks, so that they end together. What is left to see is their texts' lengths.
 *
 * One side by itself has nobody to be told from, and is let out as it comes.
 */
export function createPacer(sides: 1 | 2): Pacer {
  const texts: string[][] = Array.from({ length: sides }, () => []);
  const out = texts.map(() => 0);
  const finished = texts.map(() => false);
  const share = sides === 1 ? 1 : SHARE;
  let closing: { tick: number; ticks: number; from: number[] } | null = null;

  const shortest = () => Math.min(...texts.map((text) => text.length));
  const isAllOut = () => texts.every((text, side) => out[side] === text.length);
  const letOut = (target: (side: number) => number) =>
    texts.map((text, side) => {
      const from = out[side] ?? 0;
      const to = Math.max(from, target(side));
      out[side] = to;
      return text.slice(from, to).join("");
    });

  return {
    push: (side, text) => {
      for (const point of text) texts[side]?.push(point);
    },
    finish: (side) => {
      finished[side] = true;
    },
    tick: () => {
      if (!finished.every(Boolean)) return letOut(() => Math.floor(shortest() * share));
      // one side that was shown as it came has little left, and nobody to wait for
      closing ??= { tick: 0, from: [...out], ticks: sides === 1 && out[0] ? 1 : CLOSING_TICKS };
      closing.tick += 1;
      const { from, ticks } = closing;
      const done = Math.min(closing.tick / ticks, 1);
      return letOut((side) => {
        const start = from[side] ?? 0;
        return start + Math.round(((texts[side]?.length ?? 0) - start) * done);
      });
    },
    isOver: () => finished.every(Boolean) && isAllOut(),
    level: () => letOut(() => (sides === 2 && finished.some(Boolean) ? Math.floor(shortest() * SHARE) : shortest())),
    released: () => texts.map((text, side) => text.slice(0, out[side]).join("")),
  };
}
