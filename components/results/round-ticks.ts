/**
 * Round figures from nought for an axis, five at most.
 *
 * @param highest above 0: what the axis must hold.
 * @param isWhole of counts: no tick between two.
 * @returns the last tick is the first that is no less than `highest`, so that it can end the axis.
 */
export function toRoundTicks(highest: number, isWhole: boolean): number[] {
  const power = 10 ** Math.floor(Math.log10(highest));
  // ten times the power is always enough
  const fits = (step: number) => highest / step <= 4 && (!isWhole || Number.isInteger(step));
  const step = [0.25, 0.5, 1, 2, 2.5, 5].map((size) => size * power).find(fits) ?? 10 * power;
  return Array.from({ length: Math.ceil(highest / step - 1e-9) + 1 }, (_, index) => index * step);
}
