/** What reaches a rater's browser. No field may name a model or let one be told: see DESIGN's rule "Blind". */
export type Pair = {
  /** The assignment's id: the only id a rater's browser ever holds. */
  assignmentId: string;
  /** The rater's how-manieth pair, from 1. */
  trialIndex: number;
  /** The revision that the next vote on it must carry: 0, or more after an undo. */
  revision: number;
  /** Sanitised HTML, one a turn; for a comparison of one turn, the turns up to it. */
  prompt: string[];
  first: string[];
  second: string[];
};

/**
 * rating: there is a pair to judge. waiting: every place is leased by others; ask again. finished: nothing is left for
 * this rater. paused, closed: no new pairs. step: something other than a pair is next (lib/crowd/schema.ts: Step).
 */
export type RatingState = "rating" | "waiting" | "finished" | "paused" | "closed" | "step";

export type RatingReply = {
  /** Only in answers to a vote or an undo. taken_back: the lease had run out and its place was given away. */
  outcome?: "recorded" | "repeated" | "taken_back";
  state: RatingState;
  /** Pairs this rater has voted on, and how many they can at most. */
  progress: { done: number; total: number };
  /** All that this rater holds, in the order to show, at most two. `pair` is left out where the browser has it. */
  pairs: { assignmentId: string; pair?: Pair }[];
};
