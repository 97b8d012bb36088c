const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** After this many bad answers a response has failed. */
export const MOST_ATTEMPTS = 6;

/** Until the next try: doubling, and anywhere in the upper half of it, so that those who failed together part. @param attempts from 1. */
export function toBackOffMs(attempts: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.round(ceiling * (0.5 + random() / 2));
}
