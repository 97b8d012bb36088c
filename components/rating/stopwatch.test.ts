import { expect, test } from "vitest";
import { createStopwatch } from "@/components/rating/stopwatch";

function wind() {
  let at = 1000;
  const watch = createStopwatch(() => at);
  const pass = (ms: number) => {
    at += ms;
  };
  return { watch, pass };
}

test("time counts as visible only while the page is in front", () => {
  const { watch, pass } = wind();
  watch.start(true);
  pass(300);
  watch.see(false);
  pass(5000);
  watch.see(true);
  pass(200.4);
  expect(watch.read()).toEqual({ decisionMs: 5500, visibleMs: 500 });
  pass(100);
  expect(watch.read()).toEqual({ decisionMs: 5600, visibleMs: 600 });
});

test("each pair starts from nothing, also one that appears behind", () => {
  const { watch, pass } = wind();
  watch.start(true);
  pass(300);
  watch.start(false);
  pass(40);
  expect(watch.read()).toEqual({ decisionMs: 40, visibleMs: 0 });
});

test("a week at most, which is what the server takes", () => {
  const { watch, pass } = wind();
  watch.start(true);
  pass(1e12);
  expect(watch.read()).toEqual({ decisionMs: 604_800_000, visibleMs: 604_800_000 });
});
