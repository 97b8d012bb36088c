import { randomInt } from "node:crypto";

// no 0, 1, i, l, o, u: read aloud and copied by hand
const LETTERS = "23456789abcdefghjkmnpqrstvwxyz";

/** Random, so that it leads back to no one: `r-` and seven of thirty characters (2 × 10^10). */
export function newPseudonym(): string {
  return `r-${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join("")}`;
}
