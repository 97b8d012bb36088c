import { expect, test } from "vitest";
import { createRandom } from "@/lib/stats/random";
import { findComponents, NotConnectedError, requireConnected } from "@/lib/stats/ranking/connectivity";
import { toMargins } from "@/lib/stats/ranking/margins";
import { beats, tableOf, ties } from "@/lib/stats/testing/vote-lists";

const componentsOf = (models: number, ...votes: Parameters<typeof tableOf>[1]) =>
  findComponents(toMargins(tableOf(models, votes), false).margins);

test("models are connected by a circle of wins, and by ties alone", () => {
  expect(componentsOf(3, beats(0, 1), beats(1, 2), beats(2, 0))).toEqual([[0, 1, 2]]);
  expect(componentsOf(3, ties(0, 1), ties(1, 2))).toEqual([[0, 1, 2]]);
});

test("a model that never lost stands by itself, as does one without votes; the largest component comes first", () => {
  expect(componentsOf(4, beats(0, 1), beats(0, 2), ties(2, 1))).toEqual([[1, 2], [0], [3]]);
  expect(componentsOf(4, ties(2, 0), ties(3, 1))).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

test("what cannot be connected is refused with a sentence and the components", () => {
  const { margins } = toMargins(tableOf(3, [ties(0, 1), beats(2, 0)]), false);
  const refusal = (() => {
    try {
      requireConnected(margins);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(NotConnectedError);
  expect(refusal).toMatchObject({ name: "NotIdentifiableError", components: [[0, 1], [2]] });
  expect(String(refusal)).toContain("fall into 2 groups");
});

test("two models share a component just where each can be reached from the other", () => {
  const random = createRandom(1);
  for (let round = 0; round < 200; round++) {
    const models = 2 + Math.floor(random.uniform() * 7);
    const votes = Array.from({ length: Math.floor(random.uniform() * 2 * models) }, () => {
      const one = Math.floor(random.uniform() * models);
      const other = (one + 1 + Math.floor(random.uniform() * (models - 1))) % models;
      return random.uniform() < 0.2 ? ties(one, other) : beats(one, other);
    });
    const reaches = closeOver(models, votes);
    const expected = [...Array(models).keys()].map((one) =>
      [...Array(models).keys()].filter((other) => one === other || (reaches[one]?.[other] && reaches[other]?.[one])),
    );
    const found = componentsOf(models, ...votes);
    for (const component of found) for (const model of component) expect(expected[model]).toEqual(component);
    expect(found.flat().sort((a, b) => a - b)).toEqual([...Array(models).keys()]);
  }
});

/** Warshall's closure. */
function closeOver(models: number, votes: ReturnType<typeof beats>[]): boolean[][] {
  const reaches = Array.from({ length: models }, () => Array<boolean>(models).fill(false));
  for (const { winner, loser, tied } of votes) {
    (reaches[winner] as boolean[])[loser] = true;
    if (tied) (reaches[loser] as boolean[])[winner] = true;
  }
  for (let via = 0; via < models; via++) {
    for (const row of reaches) {
      if (row[via]) for (let to = 0; to < models; to++) row[to] ||= reaches[via]?.[to] ?? false;
    }
  }
  return reaches;
}

test("a chain of 20,000 models does not overflow the stack", () => {
  const models = 20_000;
  const pairs = models - 1;
  const margins = {
    models,
    groups: pairs,
    modelA: Int32Array.from({ length: pairs }, (_, place) => place),
    modelB: Int32Array.from({ length: pairs }, (_, place) => place + 1),
    order: new Int8Array(pairs),
    aWins: new Float64Array(pairs).fill(1),
    ties: new Float64Array(pairs),
    bWins: new Float64Array(pairs).fill(1),
  };
  expect(findComponents(margins)).toHaveLength(1);
});
