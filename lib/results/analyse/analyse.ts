import { listContrasts } from "@/lib/results/analyse/contrasts";
import { writeHeadline } from "@/lib/results/analyse/headline";
import { describeLeaderboard } from "@/lib/results/analyse/leaderboard";
import { describeMethods } from "@/lib/results/analyse/methods";
import { describePair, type Tested, testContrasts } from "@/lib/results/analyse/pairs";
import { planPair, toPairPlan } from "@/lib/results/analyse/plans";
import { countVotesWanted, findFinishedAt, listVotesOverTime, makeSequence } from "@/lib/results/analyse/progress";
import { describeQuality, type QualityInput } from "@/lib/results/analyse/quality";
import { toScope } from "@/lib/results/analyse/scope";
import { judgePair, writeVerdict } from "@/lib/results/analyse/verdicts";
import { toDefaultOptions } from "@/lib/results/analysis-options";
import type { Analysis, AnalysisOptions, PairAnalysis } from "@/lib/results/analysis-schema";
import type { StudyVotes } from "@/lib/results/study-votes";
import { CANNOT_JUDGE, type CountTable } from "@/lib/stats/count-table";
import { findPrimaryContrast } from "@/lib/studies/draft";

/**
 * All that the dashboards show of a study's votes, for one choice of options. The same votes and options give the same
 * figures to the last digit.
 *
 * Cost: some seconds for 100,000 votes, most of them for bootstraps; never to be run on a thread that answers requests.
 */
export function analyse(votes: StudyVotes, options: AnalysisOptions): Omit<Analysis, "version" | "computedAt"> {
  const { study, promptSets, categories, models } = votes;
  const scope = toScope(votes, options);
  const all = listContrasts(votes, toScope(votes, { ...options, promptSet: null }).human);
  const tested = testContrasts(all, options);
  const shown = tested.filter(({ contrast }) => options.promptSet === null || contrast.promptSet === options.promptSet);
  const judged = shown.map((one) => judge(one, votes, options, { contrasts: all.length, shown: shown.length }));
  const contrasts = shown.map(({ contrast }) => contrast);
  const primaryContrast = study.protocol && findPrimaryContrast(study.protocol);
  const sequence = { finishedAt: findFinishedAt(votes), sequences: contrasts.length };
  return {
    study: study.name,
    protocolHash: study.protocolHash,
    options,
    defaults: toDefaultOptions(study.protocol),
    methods: describeMethods(options, all.length),
    ...countTotals(scope.human),
    headline: writeHeadline(judged),
    ...(primaryContrast && { primaryContrast }),
    pairs: judged.map(({ pair }) => pair),
    leaderboard: describeLeaderboard(scope.human, models, options),
    quality: describeQuality({ votes, scope, options, contrasts, describePrompt: toPromptWords(votes) }),
    progress: {
      votesOverTime: listVotesOverTime(votes, scope),
      votesWanted: countVotesWanted(votes, options.promptSet),
      sequences: contrasts.map((contrast) => makeSequence(contrast, votes, sequence)),
      plans: judged.map(({ plan }) => plan),
    },
    filters: { promptSets: promptSets.map(({ name }) => name), categories },
  };
}

function judge(tested: Tested, votes: StudyVotes, options: AnalysisOptions, of: { contrasts: number; shown: number }) {
  const figures = describePair(tested, votes, options, of.shown);
  const plan = planPair(tested, options);
  const decision = judgePair(tested, figures, plan, options);
  const verdict = writeVerdict({ decision, pair: figures, plan, contrasts: of.contrasts, options });
  const isDecided = decision.kind === "preferred" || decision.kind === "equivalent";
  const pair: PairAnalysis = { ...figures, verdict };
  return { pair, decision, plan: toPairPlan(tested, plan, isDecided) };
}

/** Cannot judge left out. */
function countTotals(table: CountTable): { votes: number; raters: number; prompts: number } {
  const raters = new Set<number>();
  const prompts = new Set<number>();
  let votes = 0;
  for (let cell = 0; cell < table.cells; cell++) {
    if (table.outcome[cell] === CANNOT_JUDGE) continue;
    votes += table.votes[cell] as number;
    raters.add(table.rater[cell] as number);
    prompts.add(table.prompt[cell] as number);
  }
  return { votes, raters: raters.size, prompts: prompts.size };
}

function toPromptWords({ prompts, promptSets }: StudyVotes): QualityInput["describePrompt"] {
  return (prompt) => ({
    promptId: toUuid(prompts.ids.subarray(16 * prompt, 16 * prompt + 16)),
    externalId: prompts.externalIds[prompt] ?? "",
    promptSet: promptSets[prompts.set[prompt] as number]?.name ?? "",
  });
}

function toUuid(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
