import { InvalidArgumentError } from "commander";

/** Names with commas between, as they are typed. */
export function toNames(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** @throws {InvalidArgumentError} not two names. */
export function toPair(value: string): [string, string] {
  const [first, second, ...more] = toNames(value);
  if (!first || !second || more.length > 0) {
    throw new InvalidArgumentError("It is two models with a comma between, such as koala-13b,alpaca-13b.");
  }
  return [first, second];
}

/** @throws {InvalidArgumentError} not a whole number from 1. */
export function toCount(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("It is a whole number from 1.");
  return number;
}

/** A name as it must be typed into a shell. */
export function quote(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}

/**
 * Points as they are typed, as a share. "none" stays: of null, commander would make an empty text.
 *
 * @throws {InvalidArgumentError} neither "none" nor points between 0 and 100.
 */
export function toMargin(value: string): number | "none" {
  if (value === "none") return value;
  const points = Number(value);
  if (!(points > 0 && points < 100)) throw new InvalidArgumentError("It is points, above 0 and below 100, or none.");
  return points / 100;
}
