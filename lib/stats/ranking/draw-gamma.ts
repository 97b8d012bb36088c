import type { Random } from "@/lib/stats/random";

/**
 * A draw from the gamma distribution with scale 1.
 *
 * @param shape above 0.
 * Cost: about one normal and one uniform. Source: Marsaglia and Tsang (2000), ACM Trans. Math. Softw. 26(3).
 */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    // multiplied out: powers are slow
    const v = root * root * root;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (u < 1 - 0.0331 * x * x * x * x || Math.log(u) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** A draw of chi-square. */
export function drawChiSquare(degreesOfFreedom: number, random: Random): number {
  return 2 * drawGamma(degreesOfFreedom / 2, random);
}
