/** What a rater said, seen from the models and not from the sides. */
export type Outcome = "a" | "tie" | "b";

/** One vote that says something of the texts; "cannot judge" is none. */
export type RatedPair = {
  purpose: "main" | "gold" | "attention";
  isRepeat: boolean;
  comparisonId: string;
  /** Of the two models, whatever their order: a key. */
  pair: string;
  /** Response A stood first. */
  firstIsA: boolean;
  outcome: Outcome;
  /** Of checks: what should be chosen. */
  expected: Outcome | null;
  /** From shown to answered, milliseconds; null: not measured. */
  decisionMs: number | null;
};

export type RaterRecord = {
  raterId: string;
  /** In the order in which they were cast. */
  votes: RatedPair[];
  /** No more pairs are to come. */
  isFinished: boolean;
  /** Hex; null: the browser carries no mark. */
  browser: string | null;
  /** In the order in which they joined, from 0. */
  place: number;
};

export function toSide({ firstIsA, outcome }: RatedPair): "first" | "second" | "tie" {
  if (outcome === "tie") return "tie";
  return (outcome === "a") === firstIsA ? "first" : "second";
}

/** Votes that are alike for every rater: main pairs once, without checks and repeats. */
export function listMain(record: RaterRecord): RatedPair[] {
  return record.votes.filter(({ purpose, isRepeat }) => purpose === "main" && !isRepeat);
}
