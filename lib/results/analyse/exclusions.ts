import type { Scope } from "@/lib/results/analyse/scope";
import type { DataQuality } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";

type Exclusions = DataQuality["exclusions"];

/** What the results leave out: votes of excluded raters, and responses that raters were not shown, model by model. */
export function countExclusions({ study, models, raters }: StudyVotes, { everyone }: Scope): Exclusions {
  const responses = countLeftOut(study.protocol);
  const byModel = models.map((model) => ({ model, votes: 0, responses: responses.get(model) ?? 0 }));
  let votes = 0;
  for (let cell = 0; cell < everyone.cells; cell++) {
    if (!raters[everyone.rater[cell] as number]?.isExcluded) continue;
    const of = everyone.votes[cell] as number;
    votes += of;
    for (const number of [everyone.modelA[cell] as number, everyone.modelB[cell] as number]) {
      const row = byModel[number];
      if (row) row.votes += of;
    }
  }
  const excluded = raters.filter(({ kind, isExcluded }) => isExcluded && kind === "human");
  return { raters: excluded.length, votes, byModel };
}

function countLeftOut(protocol: StudyVotes["study"]["protocol"]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { promptSet: _, model, ...reasons } of protocol?.frozen?.leftOut ?? []) {
    const responses = Object.values(reasons).reduce((sum, count) => sum + (count ?? 0), 0);
    counts.set(model, (counts.get(model) ?? 0) + responses);
  }
  return counts;
}
