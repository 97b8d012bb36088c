import type { Scope } from "@/lib/results/analyse/scope";
import type { DataQuality } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { EXCLUSION_RULES } from "@/lib/studies/session-schema";

type Exclusions = DataQuality["exclusions"];

/** What the results leave out: votes of excluded raters, and responses that raters were not shown, model by model. */
export function countExclusions({ study, models, raters }: StudyVotes, { everyone }: Scope): Exclusions {
  const responses = countLeftOut(study.protocol);
  const byModel = models.map((model) => ({ model, votes: 0, responses: responses.get(model) ?? 0 }));
  const votesOf = new Map<number, number>();
  for (let cell = 0; cell < everyone.cells; cell++) {
    const rater = everyone.rater[cell] as number;
    if (!raters[rater]?.isExcluded) continue;
    const of = everyone.votes[cell] as number;
    votesOf.set(rater, (votesOf.get(rater) ?? 0) + of);
    for (const number of [everyone.modelA[cell] as number, everyone.modelB[cell] as number]) {
      const row = byModel[number];
      if (row) row.votes += of;
    }
  }
  const excluded = raters.flatMap(({ kind, isExcluded, exclusionReason }, rater) =>
    isExcluded && kind === "human" ? [{ rule: toRule(exclusionReason), votes: votesOf.get(rater) ?? 0 }] : [],
  );
  const votes = [...votesOf.values()].reduce((sum, of) => sum + of, 0);
  return { raters: excluded.length, votes, byRule: countByRule(excluded), byModel };
}

type Rule = Exclusions["byRule"][number]["rule"];

/** A researcher's own words are for the study's members: the export has them, a published page has not. */
function toRule(reason: string | null): Rule {
  return EXCLUSION_RULES.find((rule) => rule === reason) ?? "by_hand";
}

function countByRule(excluded: { rule: Rule; votes: number }[]): Exclusions["byRule"] {
  return [...EXCLUSION_RULES, "by_hand" as const].flatMap((rule) => {
    const named = excluded.filter((one) => one.rule === rule);
    return named.length === 0
      ? []
      : [{ rule, raters: named.length, votes: named.reduce((sum, one) => sum + one.votes, 0) }];
  });
}

function countLeftOut(protocol: StudyVotes["study"]["protocol"]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { promptSet: _, model, ...reasons } of protocol?.frozen?.leftOut ?? []) {
    const responses = Object.values(reasons).reduce((sum, count) => sum + (count ?? 0), 0);
    counts.set(model, (counts.get(model) ?? 0) + responses);
  }
  return counts;
}
