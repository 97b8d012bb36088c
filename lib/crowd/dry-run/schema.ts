/** Honest: reads, and says what they think. Noisy: reads half of the time. Careless: does not read. */
export const SIMULATED_KINDS = ["honest", "noisy", "careless"] as const;
export type SimulatedKind = (typeof SIMULATED_KINDS)[number];

export type DryRunReport = {
  /** Wanted, and the seed. */
  settings: { raters: number; seed: number };
  isDone: boolean;
  raters: number;
  votes: number;
  kinds: { kind: SimulatedKind; raters: number; named: number }[];
  /** How many raters each of the study's rules names; [] where it has none, or they have not looked. */
  rules: { rule: string; raters: number }[];
  /** Of a simulated rater's whole session at the pairs: the median. Minutes; null: nobody has come yet. */
  medianMinutes: number | null;
  /** null: the study does not pay. Micro-units. */
  pay: {
    currency: string;
    amountMicros: number;
    /** All raters who came are paid, whoever is excluded; no bonus. */
    totalMicros: number;
    /** An hour's, by the declared minutes, and by the simulated raters' median at the pairs. */
    hourlyMicros: number;
    simulatedHourlyMicros: number | null;
    floorMicros: number;
  } | null;
};
