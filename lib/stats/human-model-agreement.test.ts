import { expect, test } from "vitest";
import { NotIdentifiableError } from "@/lib/stats/errors";
import { estimateHumanModelAgreement } from "@/lib/stats/human-model-agreement";
import { createRandom } from "@/lib/stats/random";
import { tableOfMatrix } from "@/lib/stats/testing/vote-matrix";

const WITH_TIES = { ties: true, level: 0.95 };

test("by hand: each of the raters' votes against the judges' votes on the same comparison", () => {
  const humans = tableOfMatrix([
    [0, 2],
    [0, 1],
    [2, -1],
    [0, 0],
  ]);
  const judges = tableOfMatrix([
    [0, 0],
    [0, 1],
    [2, -1],
    [-1, -1],
  ]);
  // 1, 0; one half, one half; 1; the last prompt has no judge
  expect(estimateHumanModelAgreement(humans, judges, WITH_TIES).value).toBeCloseTo(3 / 5, 14);
  // without ties: 1, 0; 1; 1
  expect(estimateHumanModelAgreement(humans, judges, { ties: false, level: 0.95 }).value).toBeCloseTo(3 / 4, 14);
});

test("a judge who says what raters say agrees with them more than one who tosses coins, and never beyond 1", () => {
  for (let seed = 1; seed <= 10; seed++) {
    const random = createRandom(seed);
    const said = Array.from({ length: 60 }, () => (random.uniform() < 0.5 ? 0 : 2));
    const humans = tableOfMatrix(said.map((of) => [0, 1, 2].map(() => (random.uniform() < 0.9 ? of : 2 - of))));
    const knowing = estimateHumanModelAgreement(humans, tableOfMatrix(said.map((of) => [of])), WITH_TIES);
    const guessing = said.map(() => [random.uniform() < 0.5 ? 0 : 2]);
    const blind = estimateHumanModelAgreement(humans, tableOfMatrix(guessing), WITH_TIES);
    expect(knowing.value).toBeGreaterThan(blind.value);
    expect(knowing.interval.high).toBeLessThanOrEqual(1);
  }
});

test("where none was judged by both, or all by one rater, or prompts are numbered otherwise, it is said", () => {
  const humans = tableOfMatrix([
    [0, 2],
    [-1, -1],
  ]);
  const elsewhere = tableOfMatrix([[-1], [2]]);
  expect(() => estimateHumanModelAgreement(humans, elsewhere, WITH_TIES)).toThrow(NotIdentifiableError);
  const alone = tableOfMatrix([[0], [2]]);
  expect(() => estimateHumanModelAgreement(alone, tableOfMatrix([[0], [0]]), WITH_TIES)).toThrow("one rater");
  expect(() => estimateHumanModelAgreement(humans, tableOfMatrix([[0]]), WITH_TIES)).toThrow(RangeError);
});
