import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { toCsv } from "@/components/results/panel-numbers";

it("a panel's CSV has a header, every digit, and nothing where there is nothing", () => {
  const csv = toCsv({ names: ["model", "share", "p"], rows: [["Koala", 1 / 3, null]] });
  expect(csv).toBe("model,share,p\nKoala,0.3333333333333333,\n");
});

it("a name cannot become a formula or a second cell, and a negative number stays a number", () => {
  const names = ["name", "difference"];
  const rows = [
    ['=HYPERLINK("x")', -0.5],
    ['a "b", c\nd', 1e-12],
  ];
  const read = parse(toCsv({ names, rows }), { columns: true });
  expect(read).toEqual([
    { name: `'=HYPERLINK("x")`, difference: "-0.5" },
    { name: 'a "b", c\nd', difference: "1e-12" },
  ]);
});
