import type { Contrast } from "@/lib/results/analyse/contrasts";
import { mapFigure, none, toFigure } from "@/lib/results/analyse/figure";
import type { Scope } from "@/lib/results/analyse/scope";
import { LEVEL } from "@/lib/results/analyse/settings";
import type { PairSequence, ProgressAnalysis, SequencePoint } from "@/lib/results/analysis-schema";
import type { StudyVotes, VoteLog } from "@/lib/results/study-votes";
import { computeConfidenceSequence } from "@/lib/stats/confidence-sequence";
import { sumVotesBy } from "@/lib/stats/vote-differences";

/** Of one line over time, where more is not seen, and of all lines of a study together, which a page has to carry. */
const MOST_POINTS = { line: 120, all: 6_000 };

/** Votes as they came in; [] where that is not known. */
export function listVotesOverTime(votes: StudyVotes, scope: Scope): ProgressAnalysis["votesOverTime"] {
  const { log } = votes;
  if (!hasTimes(votes)) return [];
  const times = log.at.filter((_, vote) => isCounted(log, vote, scope) && log.isUnjudged[vote] === 0).sort();
  return thin(times.length, MOST_POINTS.line).map((place) => ({ at: toIso(times[place] as number), votes: place + 1 }));
}

/** Places for votes in what is shown; null where there is no plan: a draft, an imported or an open-ended study. */
export function countVotesWanted({ study, promptSets, compared }: StudyVotes, promptSet: string | null): number | null {
  if (study.kind !== "fixed" || study.origin !== "native" || study.protocolHash === null) return null;
  const wanted = compared.filter((pair) => promptSet === null || promptSets[pair.promptSet]?.name === promptSet);
  return wanted.reduce((sum, { places }) => sum + places, 0);
}

/** When each rater was done (see `findFinishedAt`), and how many sequences the study has. */
export type SequenceContext = { finishedAt: Int32Array; sequences: number };

/**
 * The difference after each rater who is done, in the order in which they were, seen from the contrast's model. Raters
 * who still vote are left out: those who are quick would otherwise weigh more.
 */
export function makeSequence(contrast: Contrast, votes: StudyVotes, of: SequenceContext): PairSequence {
  const { finishedAt, sequences } = of;
  const most = Math.min(MOST_POINTS.line, Math.max(2, Math.floor(MOST_POINTS.all / sequences)));
  const { promptSet, model, opponent, table, focus, other } = contrast;
  const sign = focus < other ? 1 : -1;
  const byRater = sumVotesBy(table, (cell) => table.rater[cell] as number);
  const finished = [...byRater]
    .filter(([rater]) => isFinished(votes, rater))
    .sort(([one], [two]) => (finishedAt[one] as number) - (finishedAt[two] as number) || one - two);
  const raters = finished.map(([, sum]) => ({ value: (sign * sum.difference) / sum.votes, votes: sum.votes }));
  const points = hasTimes(votes)
    ? toFigure(() => computeConfidenceSequence(raters, { level: LEVEL }))
    : none("The imported file does not say when its votes were cast, so in which order raters finished is not known.");
  return {
    ...{ promptSet, model, opponent },
    points: mapFigure(points, (all) =>
      thin(all.length, most).map((place): SequencePoint => {
        const point = all[place] as (typeof all)[number];
        const rater = finished[point.raters - 1]?.[0] as number;
        return { ...point, at: toIso(finishedAt[rater] as number) };
      }),
    ),
  };
}

/** Votes of a file that has no times have that of their import, all the same. */
function hasTimes({ study, log }: StudyVotes): boolean {
  return study.origin === "native" || log.at.some((at) => at !== log.at[0]);
}

function isFinished({ study, raters }: StudyVotes, rater: number): boolean {
  return study.status === "closed" || (raters[rater]?.isFinished ?? false);
}

/** By rater: the time of the last vote. */
export function findFinishedAt({ log, raters }: StudyVotes): Int32Array {
  const last = new Int32Array(raters.length);
  for (let vote = 0; vote < log.votes; vote++) {
    const rater = log.rater[vote] as number;
    last[rater] = Math.max(last[rater] as number, log.at[vote] as number);
  }
  return last;
}

export function isCounted(log: VoteLog, vote: number, scope: Scope): boolean {
  return scope.isCounted(log.prompt[vote] as number, log.rater[vote] as number);
}

/** Places in a list of so many, the last among them, evenly apart. */
function thin(length: number, most: number): number[] {
  const points = Math.min(length, most);
  return Array.from({ length: points }, (_, point) => Math.round(((point + 1) * length) / points) - 1);
}

function toIso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
