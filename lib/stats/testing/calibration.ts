/**
 * How one interval or test is held to its word: `trial` simulates a study from its seed, computes, and says whether
 * the interval held the truth, or whether the test raised a false alarm, or (power) found what a plan foresaw it to find.
 */
export type Calibration = {
  /** The idea's own name: "win rate, clustered". */
  estimator: string;
  design: string;
  /** In a person's words: "prompts like these", or what is true under the null. */
  estimand: string;
  kind: "coverage" | "false alarms" | "power";
  /** The share of trials that is wanted, at the least and at the most. */
  wanted: { least: number; most: number };
  /** Repetitions that the bench runs where fewer than 2,000 must do; with the reason. */
  slow?: { repetitions: number; because: string };
  /** @returns what happened; null: the figure could not be estimated in this trial, which is counted by itself. */
  trial(seed: number): boolean | null;
};

/** Shares of trials, with the Monte-Carlo standard error of the share. */
export type Calibrated = { share: number; standardError: number; repetitions: number; refused: number };

export function calibrate({ trial }: Calibration, repetitions: number, firstSeed: number): Calibrated {
  let happened = 0;
  let refused = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const outcome = trial(firstSeed + repetition);
    if (outcome === null) refused++;
    else if (outcome) happened++;
  }
  const counted = repetitions - refused;
  const share = counted === 0 ? 0 : happened / counted;
  return { share, standardError: counted === 0 ? 0 : Math.sqrt((share * (1 - share)) / counted), repetitions, refused };
}
