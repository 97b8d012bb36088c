import { expect, it } from "vitest";
import { toBarPanels } from "@/components/results/matrix-bars";
import { cutPanel } from "@/components/results/matrix-drawing";
import { makePair } from "@/components/results/testing/make-pair";

it("many bars are cut into rows of about the same length, and each bar is in one", () => {
  const pairs = Array.from({ length: 21 }, (_, index) => makePair({ opponent: `model ${index}`, better: 1 }));
  const [panel] = toBarPanels(pairs, "show");
  const rows = panel ? cutPanel(panel) : [];
  expect(rows.map((row) => row.bars.length)).toEqual([7, 7, 7]);
  expect(rows.flatMap((row) => row.bars)).toEqual(panel?.bars);
  expect(new Set(rows.map((row) => row.promptSet)).size).toBe(3);
});
