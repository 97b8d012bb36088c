import { none, toEstimated, toEstimatedFigure, toFigure } from "@/lib/results/analyse/figure";
import { LEVEL, SEED } from "@/lib/results/analyse/settings";
import { splitCells } from "@/lib/results/analyse/split-cells";
import type {
  AnalysisOptions,
  Estimated,
  Figure,
  HeatCell,
  Leaderboard,
  LeaderboardRow,
} from "@/lib/results/analysis-schema";
import { CANNOT_JUDGE, type CountTable, countVotes, selectCells } from "@/lib/stats/count-table";
import { estimateRate } from "@/lib/stats/pair-rates";
import { gatherPairVotes } from "@/lib/stats/pair-votes";
import { findComponents } from "@/lib/stats/ranking/connectivity";
import { toMargins } from "@/lib/stats/ranking/margins";
import { testPairwiseFit } from "@/lib/stats/ranking/pairwise-fit";
import { type Ranking, rankModels } from "@/lib/stats/ranking/rank-models";

/** Scores, ranks and the table of pairs, over the models that have votes. */
export function describeLeaderboard(all: CountTable, names: readonly string[], options: AnalysisOptions): Leaderboard {
  const { table, models } = keepVoted(all, names);
  const ranking = rank(table, options);
  return {
    rows: ranking.ok ? toRows(table, models, ranking.value) : ranking,
    components: toComponents(table, models),
    cells: toHeatCells(table, models, ranking, options),
    fit: ranking.ok ? toFigure(() => testPairwiseFit(ranking.value.fitted, ranking.value.covariance)) : ranking,
    orderEffect: options.orderEffect ? toParameter(ranking, ({ orderEffect }) => orderEffect) : null,
    tieParameter:
      options.scoreModel === "bradley_terry" ? null : toParameter(ranking, ({ tieParameter }) => tieParameter),
  };
}

/** A model without a vote would keep all others from a common scale. */
function keepVoted(table: CountTable, names: readonly string[]): { table: CountTable; models: string[] } {
  const hasVotes = new Uint8Array(table.models);
  for (let cell = 0; cell < table.cells; cell++) {
    if (table.outcome[cell] === CANNOT_JUDGE) continue;
    hasVotes[table.modelA[cell] as number] = 1;
    hasVotes[table.modelB[cell] as number] = 1;
  }
  const numbers = new Int32Array(table.models).fill(-1);
  const models = names.filter((_, model) => hasVotes[model]);
  for (let model = 0, next = 0; model < table.models; model++) if (hasVotes[model]) numbers[model] = next++;
  const renumber = (column: Int32Array) => column.map((model) => numbers[model] as number);
  // cells of a model that could only not be judged would have no number
  const judged = selectCells(table, (cell) => table.outcome[cell] !== CANNOT_JUDGE);
  return {
    models,
    table: { ...judged, models: models.length, modelA: renumber(judged.modelA), modelB: renumber(judged.modelB) },
  };
}

function rank(table: CountTable, { scoreModel, orderEffect, estimand }: AnalysisOptions): Figure<Ranking> {
  if (table.models === 0) return none("There are no votes yet.");
  return toFigure(() => rankModels(table, { scoreModel, orderEffect, estimand, level: LEVEL, seed: SEED }));
}

function toRows(table: CountTable, models: string[], ranking: Ranking): Figure<LeaderboardRow[]> {
  const votes = countByModel(table);
  const rows = models.map((model, number): LeaderboardRow => {
    const score = toEstimated(ranking.scores[number] as Ranking["scores"][number]);
    const ranks = ranking.ranks[number] ?? { low: 1, high: models.length };
    return {
      model,
      score: score.value,
      interval: score.interval,
      rankLow: ranks.low,
      rankHigh: ranks.high,
      arenaRank: ranking.arenaRanks[number] as number,
      pBest: ranking.pBest[number] as number,
      votes: votes[number] as number,
    };
  });
  return { ok: true, value: rows.sort((one, other) => other.score - one.score) };
}

function countByModel(table: CountTable): number[] {
  const counts = new Array<number>(table.models).fill(0);
  for (let cell = 0; cell < table.cells; cell++) {
    for (const model of [table.modelA[cell] as number, table.modelB[cell] as number]) {
      counts[model] = (counts[model] as number) + (table.votes[cell] as number);
    }
  }
  return counts;
}

function toComponents(table: CountTable, models: string[]): string[][] {
  if (models.length === 0) return [];
  const components = findComponents(toMargins(table, false).margins);
  return components.map((component) => component.map((model) => models[model] as string));
}

type Estimate = Ranking["scores"][number];

function toParameter(ranking: Figure<Ranking>, of: (ranking: Ranking) => Estimate | null): Figure<Estimated> {
  if (!ranking.ok) return ranking;
  const estimate = of(ranking.value);
  return estimate ? { ok: true, value: toEstimated(estimate) } : none("The score model has no such parameter.");
}

/** Both halves of the table: the one is the other seen from the opponent. */
function toHeatCells(
  table: CountTable,
  models: string[],
  ranking: Figure<Ranking>,
  options: AnalysisOptions,
): HeatCell[] {
  const predictions = ranking.ok ? ranking.value.pairs : [];
  const predicted = new Map(predictions.map((pair) => [pair.modelA * table.models + pair.modelB, pair.predicted]));
  const pairs = models.flatMap((_, a) => models.slice(a + 1).map((_, place) => [a, a + 1 + place] as const));
  const tables = splitCells(
    table,
    (cell) => (table.modelA[cell] as number) * table.models + (table.modelB[cell] as number),
  );
  return pairs.flatMap(([a, b]) => {
    const { votes, winRate } = estimateHalf(tables.get(a * table.models + b), a, options);
    const [model, opponent] = [models[a] as string, models[b] as string];
    const share = predicted.get(a * table.models + b) ?? null;
    return [
      { model, opponent, votes, winRate, predicted: share },
      {
        model: opponent,
        opponent: model,
        votes,
        winRate: seeFromOpponent(winRate),
        predicted: share === null ? null : 1 - share,
      },
    ];
  });
}

function estimateHalf(pair: CountTable | undefined, focus: number, options: AnalysisOptions) {
  if (!pair) return { votes: 0, winRate: none("Nobody has judged these two models yet.") };
  const { estimand, aggregation } = options;
  const winRate = toEstimatedFigure(() =>
    estimateRate(gatherPairVotes(pair, focus), "half", { estimand, aggregation, level: LEVEL }),
  );
  return { votes: countVotes(pair), winRate };
}

function seeFromOpponent(winRate: Figure<Estimated>): Figure<Estimated> {
  if (!winRate.ok) return winRate;
  const { value, interval, ...rest } = winRate.value;
  const turned = { low: 1 - interval.high, high: 1 - interval.low, level: interval.level };
  return { ok: true, value: { ...rest, value: 1 - value, interval: turned } };
}
