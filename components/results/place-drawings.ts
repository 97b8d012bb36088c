export type Size = { width: number; height: number };
export type Placed<T> = T & { x: number; y: number };

const GUTTER = 40;
/** A page across, at a 96th of an inch a pixel. */
const MOST_WIDTH = 1100;

/** Drawings in rows from the top, as many beside each other as a page is wide. @returns the place of each, and the size of all. */
export function placeDrawings<T extends Size>(drawings: T[], mostWidth = MOST_WIDTH): Size & { placed: Placed<T>[] } {
  const placed: Placed<T>[] = [];
  let width = 0;
  let height = 0;
  let x = 0;
  let y = 0;
  for (const drawing of drawings) {
    if (x > 0 && x + drawing.width > mostWidth) {
      x = 0;
      y = height + GUTTER / 2;
    }
    placed.push({ ...drawing, x, y });
    width = Math.max(width, x + drawing.width);
    height = Math.max(height, y + drawing.height);
    x += drawing.width + GUTTER;
  }
  return { placed, width, height };
}
