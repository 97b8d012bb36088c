import { randomInt } from "node:crypto";

// no vowels, so that no word appears by chance, and nothing that is read for another: 0 and o, 1, l and i, u and v
const LETTERS = "23456789bcdfghjkmnpqrstwxyz";
const LENGTH = 12;

/** A rater's address: 57 bits of chance, and nothing of the study in it. */
export function makeSlug(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** What an address may hold where a slug stands; anything else is no study's, and never reaches the database. */
export function isSlug(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
