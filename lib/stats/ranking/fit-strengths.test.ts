import { describe, expect, test } from "vitest";
import { A_FIRST, B_FIRST } from "@/lib/stats/count-table";
import { NotIdentifiableError } from "@/lib/stats/errors";
import bradleyTerry from "@/lib/stats/golden/bradley-terry.json";
import mtBench from "@/lib/stats/golden/mt-bench-strengths.json";
import tieModels from "@/lib/stats/golden/tie-models.json";
import { NotConnectedError } from "@/lib/stats/ranking/connectivity";
import { fitStrengths, fitTable } from "@/lib/stats/ranking/fit-strengths";
import type { StrengthModel } from "@/lib/stats/ranking/likelihood";
import { SCORE_MODELS } from "@/lib/stats/ranking/score-models";
import { toScore } from "@/lib/stats/ranking/score-scale";
import { expectClose } from "@/lib/stats/testing/expect-close";
import { tableOfGolden } from "@/lib/stats/testing/golden-votes";
import { RANKING_DESIGNS, simulateRanking } from "@/lib/stats/testing/simulate-ranking";
import { beats, tableOf, ties } from "@/lib/stats/testing/vote-lists";

const BRADLEY_TERRY: StrengthModel = { scoreModel: "bradley_terry", orderEffect: false };
const DAVIDSON: StrengthModel = { scoreModel: "davidson", orderEffect: false };
const RAO_KUPPER: StrengthModel = { scoreModel: "rao_kupper", orderEffect: false };
const withOrder = (model: StrengthModel): StrengthModel => ({ ...model, orderEffect: true });

describe("by hand", () => {
  test("three wins to one are a difference of ln 3; a tie is half a win each", () => {
    const { strengths, logLikelihood } = fitTable(tableOf(2, [beats(0, 1, 3), beats(1, 0, 1)]), BRADLEY_TERRY).fit;
    expectClose(strengths, [Math.log(3) / 2, -Math.log(3) / 2]);
    expectClose([logLikelihood], [3 * Math.log(0.75) + Math.log(0.25)]);
    const halved = fitTable(tableOf(2, [beats(0, 1, 5), ties(0, 1, 2), beats(1, 0, 1)]), BRADLEY_TERRY).fit;
    expectClose(halved.strengths, strengths);
  });

  test("two models: Davidson's ν is ties over the geometric mean of wins and losses, the difference their log-ratio", () => {
    const { strengths, tieParameter } = fitTable(
      tableOf(2, [beats(0, 1, 8), ties(0, 1, 6), beats(1, 0, 2)]),
      DAVIDSON,
    ).fit;
    expectClose([(strengths[0] as number) - (strengths[1] as number), tieParameter as number], [Math.log(4), 1.5]);
  });

  test("two models: Rao and Kupper's thresholds are the log-odds of wins and of losses", () => {
    const { strengths, tieParameter } = fitTable(
      tableOf(2, [beats(0, 1, 8), ties(0, 1, 6), beats(1, 0, 2)]),
      RAO_KUPPER,
    ).fit;
    const [win, loss] = [Math.log(8 / 8), Math.log(2 / 14)];
    const difference = (strengths[0] as number) - (strengths[1] as number);
    expectClose([difference, Math.log(tieParameter as number)], [(win - loss) / 2, -(win + loss) / 2]);
  });

  test("what wins as often first as second is not stronger: all of it is the order effect", () => {
    const votes = [beats(0, 1, 6), beats(1, 0, 2), beats(1, 0, 6), beats(0, 1, 2)];
    // the first two with 0 in front, the other two with 1
    const firstShown = [A_FIRST, B_FIRST, A_FIRST, B_FIRST];
    const table = tableOf(2, votes, (place) => ({ firstShown: firstShown[place] as number }));
    const { strengths, orderEffect } = fitTable(table, withOrder(BRADLEY_TERRY)).fit;
    expectClose([...strengths, orderEffect as number], [0, 0, Math.log(3)]);
  });
});

describe("what the data cannot say is refused", () => {
  test("unconnected models, with any model of ties", () => {
    for (const scoreModel of SCORE_MODELS) {
      const table = tableOf(3, [beats(0, 1, 3), ties(1, 0, 1), beats(0, 2, 2)]);
      expect(() => fitTable(table, { scoreModel, orderEffect: false })).toThrow(NotConnectedError);
    }
  });

  test("a tie parameter without ties, or with nothing else", () => {
    const noTies = tableOf(2, [beats(0, 1, 3), beats(1, 0, 1)]);
    const onlyTies = tableOf(2, [ties(0, 1, 3)]);
    for (const model of [DAVIDSON, RAO_KUPPER]) {
      expect(() => fitTable(noTies, model)).toThrow(/No vote is a tie/);
      expect(() => fitTable(onlyTies, model)).toThrow(/All votes are ties/);
    }
  });

  test("a tie parameter that grows for ever, as no pair has wins on both sides", () => {
    const table = tableOf(3, [beats(0, 1, 3), ties(0, 1, 1), beats(1, 2, 3), ties(1, 2, 2)]);
    for (const model of [DAVIDSON, RAO_KUPPER]) expect(() => fitTable(table, model)).toThrow(NotIdentifiableError);
    expect(fitTable(table, BRADLEY_TERRY).fit.iterations).toBeGreaterThan(0);
  });

  test("an order effect where no order is known, where it is one with the strengths, or where the first always wins", () => {
    const votes = [beats(0, 1, 3), beats(1, 0, 2)];
    const inOrder = (...order: number[]) => tableOf(2, votes, (place) => ({ firstShown: order[place] as number }));
    const fitting = (table: ReturnType<typeof tableOf>) => () => fitTable(table, withOrder(BRADLEY_TERRY));
    expect(fitting(tableOf(2, votes))).toThrow(/which response stood first/);
    expect(fitting(inOrder(A_FIRST, B_FIRST))).toThrow(/do not tell the order effect/);
    expect(fitting(inOrder(A_FIRST, A_FIRST))).toThrow(/its effect is infinite/);
  });

  test("fewer than two models are a mistake of the caller", () => {
    expect(() => fitTable({ ...tableOf(2, [ties(0, 1)]), models: 1 }, BRADLEY_TERRY)).toThrow(RangeError);
  });
});

describe("other packages find the same", () => {
  const table = tableOfGolden(bradleyTerry);

  test("choix, evalica and arena-rank: Bradley–Terry", () => {
    const { strengths } = fitTable(table, BRADLEY_TERRY).fit;
    expectClose(strengths, bradleyTerry.choix.newton);
    expectClose(strengths, bradleyTerry.choix.ilsr);
    expectClose(strengths, bradleyTerry.evalica);
    expectClose(Array.from(strengths, toScore), bradleyTerry.arenaRankScores, 1e-4);
  });

  test("statsmodels' logistic regression: likelihood, and the order effect", () => {
    const plain = fitTable(table, BRADLEY_TERRY).fit;
    expectClose([plain.logLikelihood], [bradleyTerry.statsmodels.logLikelihood]);
    const { fit } = fitTable(table, withOrder(BRADLEY_TERRY));
    const { parameters, logLikelihood } = bradleyTerry.statsmodelsWithOrder;
    expectClose([...against0(fit.strengths), fit.orderEffect as number], parameters);
    expectClose([fit.logLikelihood], [logLikelihood]);
  });

  test("statsmodels' log-linear model and evalica's Newman: Davidson", () => {
    const mixed = tableOfGolden(tieModels);
    const ordered = fitTable(mixed, withOrder(DAVIDSON)).fit;
    const { davidson, davidsonWithoutOrder } = tieModels;
    expectClose(against0(ordered.strengths), davidson.strengths);
    expectClose(
      [Math.log(ordered.tieParameter as number), ordered.orderEffect as number],
      [davidson.logTie, davidson.orderEffect],
    );
    const { strengths, tieParameter } = fitTable(mixed, DAVIDSON).fit;
    expectClose(against0(strengths), davidsonWithoutOrder.strengths);
    expectClose(strengths, davidsonWithoutOrder.newman.strengths);
    expectClose([tieParameter as number], [davidsonWithoutOrder.newman.tieParameter]);
  });

  test("statsmodels' ordered model: Rao–Kupper", () => {
    const { fit } = fitTable(tableOfGolden(tieModels), withOrder(RAO_KUPPER));
    const { strengths, logTie, orderEffect, logLikelihood } = tieModels.raoKupper;
    expectClose([...against0(fit.strengths), fit.orderEffect as number], [...strengths, orderEffect], 1e-8);
    expectClose([Math.log(fit.tieParameter as number), fit.logLikelihood], [logTie, logLikelihood], 1e-8);
  });

  test("evalica, choix and arena-rank on the 3,355 human votes of MT-Bench", () => {
    const { models, votes, pairs } = mtBench;
    const margins = {
      ...{ models: models.length, groups: pairs.modelA.length },
      ...{ modelA: Int32Array.from(pairs.modelA), modelB: Int32Array.from(pairs.modelB) },
      order: new Int8Array(pairs.modelA.length),
      ...{ aWins: Float64Array.from(pairs.aWins), ties: Float64Array.from(pairs.ties) },
      bWins: Float64Array.from(pairs.bWins),
    };
    expect([...margins.aWins, ...margins.ties, ...margins.bWins].reduce((sum, count) => sum + count)).toBe(votes);
    const { strengths } = fitStrengths(margins, BRADLEY_TERRY);
    expectClose(strengths, mtBench.evalica);
    expectClose(strengths, mtBench.choix);
    expectClose(Array.from(strengths, toScore), mtBench.arenaRankScores, 1e-4);
  });
});

test("at the strengths that are found each model has as many wins as is expected, and their mean is 0", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { margins, fit } = fitTable(simulateRanking(RANKING_DESIGNS[0] as never, seed), BRADLEY_TERRY);
    const off = new Float64Array(margins.models);
    for (let group = 0; group < margins.groups; group++) {
      const [a, b] = [margins.modelA[group] as number, margins.modelB[group] as number];
      const wins = (margins.aWins[group] as number) + (margins.ties[group] as number) / 2;
      const votes =
        (margins.aWins[group] as number) + (margins.ties[group] as number) + (margins.bWins[group] as number);
      const expected = votes / (1 + Math.exp((fit.strengths[b] as number) - (fit.strengths[a] as number)));
      (off[a] as number) += wins - expected;
      (off[b] as number) -= wins - expected;
    }
    expectClose(
      [...off, fit.strengths.reduce((sum, strength) => sum + strength, 0)],
      Array(margins.models + 1).fill(0),
    );
  }
});

test("models that are numbered otherwise get the same strengths, whatever the model of ties", () => {
  for (const scoreModel of SCORE_MODELS) {
    const model = { scoreModel, orderEffect: true };
    const table = tableOfGolden(tieModels);
    const turned = { ...tieModels.votes };
    turned.modelA = turned.modelA.map((place) => 3 - place);
    turned.modelB = turned.modelB.map((place) => 3 - place);
    const other = fitTable(tableOfGolden({ ...tieModels, votes: turned }), model).fit;
    const { strengths, orderEffect, tieParameter } = fitTable(table, model).fit;
    expectClose([...other.strengths].reverse(), [...strengths]);
    expectClose([other.orderEffect as number, other.tieParameter ?? 0], [orderEffect as number, tieParameter ?? 0]);
  }
});

function against0(strengths: Float64Array): Float64Array {
  return strengths.map((strength) => strength - (strengths[0] as number));
}
