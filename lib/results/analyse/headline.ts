import { startSentence, writeCount, writeCounted, writeList } from "@/lib/results/analyse/words";
import type { PairAnalysis } from "@/lib/results/analysis-schema";
import type { Decision } from "@/lib/stats/verdict";

export type Judged = { pair: Pick<PairAnalysis, "promptSet" | "model" | "opponent" | "votes">; decision: Decision };

/** With more findings than this, they are counted and not listed. */
const MOST_LISTED = 3;

/** One or two sentences over all comparisons that are shown. */
export function writeHeadline(judged: readonly Judged[]): string {
  if (judged.every(({ pair }) => pair.votes === 0)) return "There are no votes yet.";
  const preferred = groupPreferred(judged);
  const found = preferred.length > MOST_LISTED ? [countPreferred(judged)] : preferred;
  const equivalent = judged.filter(({ decision }) => decision.kind === "equivalent");
  if (equivalent.length > 0) {
    found.push(
      `In ${writeCounted(equivalent.length, "comparison")} the two are equivalent within the declared margin.`,
    );
  }
  return [...found, ...countUndecided(judged)].join(" ");
}

/** "A is preferred to B and C on the set S.", for each winner on each set. */
function groupPreferred(judged: readonly Judged[]): string[] {
  const hasSets = new Set(judged.map(({ pair }) => pair.promptSet)).size > 1;
  const groups = new Map<string, { winner: string; set: string; losers: string[] }>();
  for (const { pair, decision } of judged) {
    if (decision.kind !== "preferred") continue;
    const [winner, loser] = decision.isFirst ? [pair.model, pair.opponent] : [pair.opponent, pair.model];
    const key = JSON.stringify([winner, pair.promptSet]);
    const group = groups.get(key) ?? { winner, set: pair.promptSet, losers: [] };
    group.losers.push(loser);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ winner, set, losers }) => {
    return `${winner} is preferred to ${writeList(losers)}${hasSets ? ` on ${set}` : ""}.`;
  });
}

function countPreferred(judged: readonly Judged[]): string {
  const decided = judged.filter(({ decision }) => decision.kind === "preferred");
  return `In ${writeCount(decided.length)} of ${writeCounted(judged.length, "comparison")} one of the two is preferred.`;
}

function countUndecided(judged: readonly Judged[]): string[] {
  const open = judged.filter(
    ({ decision }) => decision.kind === "inconclusive" || decision.kind === "exhausted",
  ).length;
  const none = judged.filter(({ decision }) => decision.kind === "none").length;
  const sentences: string[] = [];
  if (open > 0)
    sentences.push(`${startSentence(writeCounted(open, "comparison"))} ${open === 1 ? "is" : "are"} undecided.`);
  if (none > 0) sentences.push(`${startSentence(writeCount(none))} cannot be estimated yet.`);
  return sentences;
}
