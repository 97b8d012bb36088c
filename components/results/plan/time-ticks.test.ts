import { expect, it } from "vitest";
import { formatTimeTick, toTimeTicks } from "@/components/results/plan/time-ticks";

const at = (text: string) => Date.parse(`2026-05-${text}Z`);
const ticks = (from: string, to: string) => toTimeTicks(at(from), at(to)).map(formatTimeTick);

it("ticks stand at round moments, and no day stands twice", () => {
  expect(ticks("12T09:07", "15T21:00")).toEqual(["13 May", "14 May", "15 May"]);
  expect(ticks("12T09:07", "13T11:00")).toEqual(["12:00", "18:00", "13 May", "06:00"]);
  expect(ticks("12T09:07", "12T10:20")).toEqual(["09:15", "09:30", "09:45", "10:00", "10:15"]);
});

it("one moment, and a time between two round ones, have one tick", () => {
  expect(ticks("12T09:07", "12T09:07")).toEqual(["09:07"]);
  expect(ticks("12T09:07:10", "12T09:07:20")).toEqual(["09:07"]);
});

it("there are six at most over any time", () => {
  for (let days = 0.001; days < 20_000; days *= 1.7) {
    const count = toTimeTicks(at("12T09:07"), at("12T09:07") + days * 86_400_000).length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(6);
  }
});
