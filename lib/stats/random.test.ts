import { expect, test } from "vitest";
import { createRandom, shuffle } from "@/lib/stats/random";

test("a seed decides the stream", () => {
  const [one, same, other] = [createRandom(7), createRandom(7), createRandom(8)];
  const first = draw(one.uniform, 5);
  expect(draw(same.uniform, 5)).toEqual(first);
  expect(draw(other.uniform, 5)).not.toEqual(first);
});

test("neighbouring seeds give unrelated streams from the first number on", () => {
  const seeds = 5000;
  const streams = Array.from({ length: seeds }, (_, seed) => draw(createRandom(seed).normal, 8));
  const products = (place: number, shift: number, later: number) =>
    streams.slice(later).map((stream, seed) => at(stream, place) * at(streams[seed] ?? [], place + shift));
  for (let place = 0; place < 7; place++) {
    // sums of independent numbers of mean 0 and variance 1, in their own standard deviations
    expect(Math.abs(sum(streams.map((stream) => at(stream, place)))) / Math.sqrt(seeds)).toBeLessThan(5);
    expect(Math.abs(sum(products(place, 1, 0))) / Math.sqrt(seeds)).toBeLessThan(5);
    expect(Math.abs(sum(products(place, 0, 1))) / Math.sqrt(seeds)).toBeLessThan(5);
  }
});

test("uniform numbers fill [0, 1) evenly and normal ones have their tails", () => {
  const random = createRandom(1);
  const uniform = draw(random.uniform, 20_000);
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...uniform)).toBeLessThan(1);
  for (let tenth = 0; tenth < 10; tenth++) {
    const inside = uniform.filter((each) => Math.floor(10 * each) === tenth).length;
    expect(Math.abs(inside - 2000)).toBeLessThan(5 * Math.sqrt(1800));
  }
  const beyond = draw(random.normal, 20_000).filter((each) => Math.abs(each) > 1.959964).length;
  expect(Math.abs(beyond - 1000)).toBeLessThan(5 * Math.sqrt(950));
});

test("every order of a shuffled list is as likely", () => {
  const counts = new Map<string, number>();
  const random = createRandom(3);
  for (let round = 0; round < 6000; round++) {
    const order = shuffle(["a", "b", "c"], random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(833));
});

function draw(next: () => number, count: number): number[] {
  return Array.from({ length: count }, next);
}

function sum(list: number[]): number {
  return list.reduce((total, each) => total + each, 0);
}

function at(list: number[], place: number): number {
  return list[place] as number;
}
