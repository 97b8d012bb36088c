import { expect, test } from "vitest";
import { createPacer } from "@/lib/demo/pacer";

/** Characters that come with each tick, until each text is whole. @returns what is out after each tick, a side. */
function run(texts: [string, string], perTick: [number, number], delayTicks: [number, number] = [0, 0]) {
  const pacer = createPacer(2);
  const sent = [0, 0];
  const wholeAt: number[] = [];
  const out: [number, number][] = [];
  for (let tick = 0; !pacer.isOver() && tick < 10_000; tick += 1) {
    for (const side of [0, 1] as const) {
      if (tick < delayTicks[side] || wholeAt[side] !== undefined) continue;
      const from = sent[side] ?? 0;
      const piece = texts[side].slice(from, from + perTick[side]);
      sent[side] = from + piece.length;
      pacer.push(side, piece);
      if (sent[side] === texts[side].length) {
        pacer.finish(side);
        wholeAt[side] = tick;
      }
    }
    pacer.tick();
    const [first = "", second = ""] = pacer.released();
    out.push([first.length, second.length]);
  }
  return { out, bothWholeAt: Math.max(...wholeAt), released: pacer.released() };
}

const short = "a".repeat(120);
const long = "b".repeat(900);

test("a fast short one and a slow long one are the same length on the screen until both are whole", () => {
  const { out, bothWholeAt } = run([short, long], [40, 7]);
  for (const [first, second] of out.slice(0, bothWholeAt)) expect(first).toBe(second);
  expect(out[bothWholeAt - 1]?.[0]).toBeGreaterThan(0);
});

test("both end in the same tick, whatever their lengths and speeds", () => {
  for (const perTick of [
    [40, 7],
    [3, 300],
    [1000, 1000],
  ] as [number, number][]) {
    const { out, released } = run([short, long], perTick);
    const endOf = (side: 0 | 1, length: number) => out.findIndex((lengths) => lengths[side] === length);
    expect(endOf(0, short.length)).toBe(endOf(1, long.length));
    expect(released).toEqual([short, long]);
  }
});

test("nothing is shown before both have begun, whichever is late", () => {
  for (const delay of [
    [0, 50],
    [50, 0],
  ] as [number, number][]) {
    const { out } = run([short, long], [5, 5], delay);
    for (const lengths of out.slice(0, 50)) expect(lengths).toEqual([0, 0]);
  }
});

test("until both are whole, no more than 60% of the shorter one's text is out", () => {
  const pacer = createPacer(2);
  pacer.push(0, "x".repeat(100));
  pacer.push(1, "y".repeat(10));
  expect(pacer.tick()).toEqual(["xxxxxx", "yyyyyy"]);
  expect(pacer.tick()).toEqual(["", ""]);
});

test("swapping the two swaps what is shown, and nothing else", () => {
  const there = run([short, long], [40, 7]).out;
  const back = run([long, short], [7, 40]).out;
  expect(back.map(([first, second]) => [second, first])).toEqual(there);
});

test("where one broke off both stop at the length of the shorter", () => {
  const pacer = createPacer(2);
  pacer.push(0, "long enough");
  pacer.push(1, "short");
  pacer.tick();
  pacer.level();
  expect(pacer.released()).toEqual(["long ", "short"]);
});

test("a whole one is cut where the other broke off, so that its end does not tell which", () => {
  const pacer = createPacer(2);
  pacer.push(0, "0123456789");
  pacer.finish(0);
  pacer.push(1, "a longer one that broke off");
  pacer.level();
  expect(pacer.released()).toEqual(["012345", "a long"]);
});

test("one by itself is let out as it comes, and is over when it is whole", () => {
  const pacer = createPacer(1);
  pacer.push(0, "Koalas sleep ");
  expect(pacer.tick()).toEqual(["Koalas sleep "]);
  pacer.push(0, "🐨");
  expect(pacer.tick()).toEqual(["🐨"]);
  expect(pacer.isOver()).toBe(false);
  pacer.finish(0);
  expect(pacer.isOver()).toBe(true);
});

test("one that is whole before any of it is shown is let out bit by bit", () => {
  const pacer = createPacer(1);
  pacer.push(0, "x".repeat(30));
  pacer.finish(0);
  expect(pacer.tick()).toEqual(["xx"]);
});

test("two empty responses are over at once", () => {
  const pacer = createPacer(2);
  pacer.finish(0);
  pacer.finish(1);
  expect(pacer.isOver()).toBe(true);
});
