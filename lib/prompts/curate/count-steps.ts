import { type CuratedQuery, DROPPING_STEPS, type DroppingStep } from "./query";

export type StepCount = {
  step: DroppingStep;
  /** How many queries came to the step, and how many it dropped. */
  came: number;
  dropped: number;
  /** Of the dropped, taken back by hand. */
  takenBack: number;
};

/** `byHand`: what a reviewer decided, over whatever the steps said. */
export type Reviewed = Pick<CuratedQuery, "dropped"> & { byHand: "kept" | "dropped" | null };

/** What each step got and dropped, in the steps' order; those that dropped nothing too. */
export function countSteps(queries: Reviewed[]): StepCount[] {
  let left = queries.length;
  return DROPPING_STEPS.map((step) => {
    const those = queries.filter(({ dropped }) => dropped?.step === step);
    const count = {
      step,
      came: left,
      dropped: those.length,
      takenBack: those.filter(({ byHand }) => byHand === "kept").length,
    };
    left -= those.length;
    return count;
  });
}

export function isKept({ dropped, byHand }: Reviewed): boolean {
  return byHand === null ? dropped === null : byHand === "kept";
}
