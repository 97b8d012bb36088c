import { readMtBenchVotes } from "@/lib/formats/mt-bench-votes";
import { sharedFile } from "@/lib/formats/testing/shared-data";
import type { TrueComparison } from "@/lib/quality/testing/simulate-crowd";

const PRIOR_VOTES = 2;

/**
 * What people said of each pair of answers in MT-Bench's published votes, as shares of outcomes: those of the comparison,
 * with the pair's own rates lent for two votes, since most comparisons have one to three.
 */
export async function readMtBenchTruth(): Promise<TrueComparison[]> {
  type Count = { pair: string; a: number; tie: number; b: number };
  const comparisons = new Map<string, Count>();
  const pairs = new Map<string, Count>();
  const count = (map: Map<string, Count>, key: string, pair: string): Count => {
    const entry = map.get(key) ?? { pair, a: 0, tie: 0, b: 0 };
    map.set(key, entry);
    return entry;
  };
  for await (const { prompt, turn, first, second, choice } of readMtBenchVotes(sharedFile("mtbench/human.jsonl"))) {
    const pair = [first, second].sort().join(" v ");
    const outcome =
      choice === "first" || choice === "second" ? ((choice === "first") === first < second ? "a" : "b") : "tie";
    count(comparisons, `${prompt} ${turn} ${pair}`, pair)[outcome] += 1;
    count(pairs, pair, pair)[outcome] += 1;
  }
  return [...comparisons].map(([id, counts]) => {
    const usual = pairs.get(counts.pair) as Count;
    const of = counts.a + counts.tie + counts.b + PRIOR_VOTES;
    const share = (outcome: "a" | "tie" | "b") =>
      (counts[outcome] + (PRIOR_VOTES * usual[outcome]) / (usual.a + usual.tie + usual.b)) / of;
    return { id, pair: counts.pair, shares: { a: share("a"), tie: share("tie"), b: share("b") } };
  });
}
