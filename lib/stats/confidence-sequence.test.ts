import { describe, expect, it } from "vitest";
import { computeConfidenceSequence, type FinishedRater } from "@/lib/stats/confidence-sequence";
import { NotIdentifiableError } from "@/lib/stats/errors";
import golden from "@/lib/stats/golden/confidence-sequence.json";
import { createRandom } from "@/lib/stats/random";
import { calibrate } from "@/lib/stats/testing/calibration";
import { SEQUENCE_CALIBRATIONS } from "@/lib/stats/testing/calibrations/sequence";

describe("computeConfidenceSequence", () => {
  it("is a table's difference with a wider interval, computed by hand", () => {
    // ten raters say 1 and ten −1, four votes each: mean 0, standard error √(20/19 · 20 · 16) / 80 = 0.22942
    const raters = Array.from({ length: 20 }, (_, rater) => ({ value: rater % 2 === 0 ? 1 : -1, votes: 4 }));
    const [point, ...later] = computeConfidenceSequence(raters);
    expect(later).toEqual([]);
    expect(point).toMatchObject({ raters: 20, votes: 80, value: 0 });
    // Robbins' a at 5% is 2.79548, and as far out as that, 0.00259, lies 3.15773 in Student's t with 19 degrees
    expect(point?.interval.high).toBeCloseTo(0.229416 * 3.15773, 4);
    expect(point?.interval.low).toBeCloseTo(-(point?.interval.high ?? 0), 12);
  });

  it(`agrees with ${Object.entries(golden.packages)
    .map((each) => each.join(" "))
    .join(" and ")}`, () => {
    const raters = golden.raters.map((votes) => {
      return { value: votes.reduce((sum, vote) => sum + vote, 0) / votes.length, votes: votes.length };
    });
    for (const { level, points } of golden.sequences) {
      const computed = computeConfidenceSequence(raters, { level, from: golden.from });
      expect(computed.map(({ raters: count, votes }) => [count, votes])).toEqual(
        points.map((point) => [point.raters, point.votes]),
      );
      for (const [place, point] of points.entries()) {
        expect(computed[place]?.value).toBeCloseTo(point.value, 9);
        expect(computed[place]?.interval.low).toBeCloseTo(point.low, 9);
        expect(computed[place]?.interval.high).toBeCloseTo(point.high, 9);
      }
    }
  });

  it("is never changed by raters who come later", () => {
    const raters = drawRaters(60, 3);
    const all = computeConfidenceSequence(raters);
    for (let count = 20; count <= 60; count += 8) {
      expect(computeConfidenceSequence(raters.slice(0, count))).toEqual(all.slice(0, count - 19));
    }
  });

  it("turns about with the models, and each point holds its value", () => {
    const raters = drawRaters(40, 4);
    const turned = computeConfidenceSequence(raters.map((rater) => ({ ...rater, value: -rater.value })));
    for (const [place, { value, interval }] of computeConfidenceSequence(raters).entries()) {
      expect(turned[place]?.value).toBeCloseTo(-value, 12);
      expect(turned[place]?.interval.low).toBeCloseTo(-interval.high, 12);
      expect(interval.low).toBeLessThan(value);
      expect(interval.high).toBeGreaterThan(value);
      expect(interval.low).toBeGreaterThanOrEqual(-1);
      expect(interval.high).toBeLessThanOrEqual(1);
    }
  });

  it("waits for the twentieth rater, and for two raters who differ", () => {
    expect(() => computeConfidenceSequence(drawRaters(19, 5))).toThrow(NotIdentifiableError);
    const same = Array.from({ length: 25 }, (_, rater) => ({ value: 1 / 3, votes: 3 * (1 + (rater % 4)) }));
    expect(() => computeConfidenceSequence(same)).toThrow(NotIdentifiableError);
    expect(computeConfidenceSequence([...same, { value: -1, votes: 3 }]).map((point) => point.raters)).toEqual([26]);
  });

  it("refuses what no rater can say", () => {
    const raters = drawRaters(20, 6);
    expect(() => computeConfidenceSequence([...raters, { value: 1.5, votes: 2 }])).toThrow(RangeError);
    expect(() => computeConfidenceSequence([...raters, { value: 0, votes: 0 }])).toThrow(RangeError);
    expect(() => computeConfidenceSequence(raters, { level: 1 })).toThrow(RangeError);
    expect(() => computeConfidenceSequence(raters, { from: 1 })).toThrow(RangeError);
  });
});

// the long design is the bench's
it.each(
  SEQUENCE_CALIBRATIONS.filter((row) => !row.design.includes("400")).map(
    (row) => [`${row.estimator}: ${row.design}`, row] as const,
  ),
)("%s misses as often as wanted", (_, row) => {
  const repetitions = 15;
  const { share, refused } = calibrate(row, repetitions, 900);
  const slack = 5 * Math.sqrt((0.07 * 0.93) / repetitions);
  expect(refused).toBe(0);
  expect(share).toBeGreaterThanOrEqual(row.wanted.least - slack);
  expect(share).toBeLessThanOrEqual(row.wanted.most);
});

function drawRaters(count: number, seed: number): FinishedRater[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const votes = 3 + Math.floor(6 * random.uniform());
    const difference = Array.from({ length: votes }, () => Math.floor(3 * random.uniform()) - 1);
    return { value: difference.reduce((sum, each) => sum + each, 0) / votes, votes };
  });
}
