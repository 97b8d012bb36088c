import { InvalidArgumentError } from "commander";

/** Names with commas between, as they are typed. */
export function toNames(value: string): string[] {
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
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
