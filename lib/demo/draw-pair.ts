import { randomInt } from "node:crypto";

/**
 * Two different ones and their order, every way equally likely.
 *
 * @param models at least two.
 * @returns propensity: the chance of this pair this way round, 1 / (n (n − 1)).
 */
export function drawPair(models: string[]): { first: string; second: string; propensity: number } {
  const count = models.length;
  if (count < 2) throw new RangeError("a pair needs two models");
  const at = randomInt(count);
  // one of the others: those after the first have moved up by one
  const other = randomInt(count - 1);
  const first = models[at] as string;
  const second = models[other < at ? other : other + 1] as string;
  return { first, second, propensity: 1 / (count * (count - 1)) };
}
