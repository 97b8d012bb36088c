import type { StudyFacts, StudyVotes } from "@/lib/results/study-votes";
import { A_FIRST, A_WINS, B_WINS, buildCountTable, TIE } from "@/lib/stats/count-table";

/** One vote of each of so many raters on one pair of models and as many prompts; what they say goes round. */
export function makeStudyVotes(raters: number, at: (rater: number) => number, facts: Partial<StudyFacts>): StudyVotes {
  const ids = Array.from({ length: raters }, (_, id) => id);
  const sizes = { prompts: raters, raters, models: 2 };
  const cell = { turn: 0, modelA: 0, modelB: 1, firstShown: A_FIRST, votes: 1 };
  const outcomeOf = (rater: number) => [A_WINS, B_WINS, A_WINS, TIE][rater % 4] as number;
  return {
    study: {
      ...{ id: "s", name: "s", template: "arena", kind: "fixed", origin: "native", status: "open" },
      ...{ protocolHash: "made", protocol: null, ...facts },
    },
    models: ["koala", "alpaca"],
    promptSets: [{ name: "set", source: "jsonl" }],
    categories: [],
    prompts: {
      ids: new Uint8Array(16 * raters),
      externalIds: ids.map((id) => `p${id}`),
      set: new Int32Array(raters),
      category: new Int32Array(raters).fill(-1),
    },
    raters: ids.map((id) => ({
      ...{ pseudonym: `r${id}`, kind: "human", isExcluded: false, exclusionReason: null, guesses: null },
      isFinished: true,
    })),
    human: buildCountTable(
      sizes,
      ids.map((id) => ({ ...cell, prompt: id, rater: id, outcome: outcomeOf(id) })),
    ),
    judges: buildCountTable(sizes, []),
    log: {
      votes: raters,
      ...{ prompt: Int32Array.from(ids), rater: Int32Array.from(ids) },
      ...{ modelA: new Int32Array(raters), modelB: new Int32Array(raters).fill(1) },
      ...{ decisionMs: new Int32Array(raters).fill(-1), at: Int32Array.from(ids, at) },
      isUnjudged: new Uint8Array(raters),
    },
    compared: [{ promptSet: 0, modelA: 0, modelB: 1, comparisons: raters, places: raters }],
  };
}
