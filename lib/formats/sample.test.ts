import { expect, test } from "vitest";
import { sampleInOrder } from "./sample";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number += 1) yield number;
}

test("the same seed gives the same sample, in the order of the source", async () => {
  const sample = await sampleInOrder(numbers(252), 180, 7);
  expect(sample).toHaveLength(180);
  expect(new Set(sample).size).toBe(180);
  expect(sample).toEqual([...sample].sort((one, other) => one - other));
  expect(await sampleInOrder(numbers(252), 180, 7)).toEqual(sample);
  expect(await sampleInOrder(numbers(252), 180, 8)).not.toEqual(sample);
});

test("a seed that a paper names gives the sample it gave then", async () => {
  expect(await sampleInOrder(numbers(100), 8, 2023)).toEqual([1, 23, 37, 48, 65, 82, 86, 96]);
});

test("asking for as many as there are, or more, gives all", async () => {
  expect(await sampleInOrder(numbers(4), 4, 1)).toEqual([0, 1, 2, 3]);
  expect(await sampleInOrder(numbers(4), 9, 1)).toEqual([0, 1, 2, 3]);
});

test("each record is chosen equally often", async () => {
  const chosen = new Array<number>(20).fill(0);
  for (let seed = 0; seed < 4000; seed += 1) {
    for (const number of await sampleInOrder(numbers(20), 5, seed)) chosen[number] = (chosen[number] ?? 0) + 1;
  }
  // expected 1,000 each, standard deviation 27: five of them either way
  for (const count of chosen) expect(Math.abs(count - 1000)).toBeLessThan(137);
});

test.each([
  [0, 1],
  [-1, 1],
  [1.5, 1],
  [Number.NaN, 1],
  [1, -1],
  [1, 0.5],
  [1, 2 ** 32],
])("size %d with seed %d is out of range", async (n, seed) => {
  await expect(sampleInOrder(numbers(3), n, seed)).rejects.toThrow(RangeError);
});
