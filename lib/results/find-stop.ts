import { listContrasts } from "@/lib/results/analyse/contrasts";
import { findFinishedAt, makeSequence } from "@/lib/results/analyse/progress";
import { toScope } from "@/lib/results/analyse/scope";
import type { StudyVotes } from "@/lib/results/study-votes";
import type { StopReason } from "@/lib/studies/stop-reason";

/**
 * Whether a study has come to where its protocol says that it ends; null: not yet, or no rule is declared. The width is
 * that of the confidence sequence of every declared contrast, which may be looked at as often as one likes; raters
 * count when they are done, as they do in the sequence, and excluded ones do not.
 *
 * Cost: O(votes).
 */
export function findStop(votes: StudyVotes): StopReason | null {
  const { halfWidth = null, mostRaters = null } = votes.study.protocol?.stopping ?? {};
  if (halfWidth === null && mostRaters === null) return null;
  const { human } = toScope(votes, { promptSet: null, category: null, withExcluded: false });
  const raters = new Set(human.rater.filter((rater) => votes.raters[rater]?.isFinished)).size;
  if (halfWidth !== null) {
    const widest = findWidest(votes, human);
    if (widest !== null && widest <= halfWidth)
      return { rule: "half_width", declared: halfWidth, reached: widest, raters };
  }
  if (mostRaters !== null && raters >= mostRaters) return { rule: "most_raters", declared: mostRaters, raters };
  return null;
}

/** Half of the widest interval, as things stand; null: a contrast has none yet. */
function findWidest(votes: StudyVotes, human: StudyVotes["human"]): number | null {
  const declared = listContrasts(votes, human).filter(({ isCompared }) => isCompared);
  const context = { finishedAt: findFinishedAt(votes), sequences: declared.length };
  let widest: number | null = null;
  for (const contrast of declared) {
    const { points } = makeSequence(contrast, votes, context);
    const last = points.ok ? points.value.at(-1) : undefined;
    if (!last) return null;
    widest = Math.max(widest ?? 0, (last.interval.high - last.interval.low) / 2);
  }
  return widest;
}
