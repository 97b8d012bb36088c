import { z } from "zod";

/** By which of its declared rules a study closed itself. Widths are shares, 0 to 1. */
export const stopReasonSchema = z.discriminatedUnion("rule", [
  z.object({
    rule: z.literal("half_width"),
    declared: z.number(),
    /** Of the widest confidence sequence when the study closed. */
    reached: z.number(),
    /** Who were done. */
    raters: z.int(),
  }),
  z.object({ rule: z.literal("most_raters"), declared: z.int(), raters: z.int() }),
]);

export type StopReason = z.infer<typeof stopReasonSchema>;

/** "Closed by its stopping rule: …" */
export function describeStop(stop: StopReason): string {
  if (stop.rule === "most_raters") {
    return `Closed by its stopping rule: ${stop.raters} raters were done, and at most ${stop.declared} were declared.`;
  }
  return `Closed by its stopping rule: after ${stop.raters} raters every confidence sequence was within ${toPoints(stop.reached)} points either way, and ${toPoints(stop.declared)} were declared.`;
}

function toPoints(share: number): number {
  return Number((100 * share).toFixed(1));
}
