import { expect, it } from "vitest";
import { parseRaterSort, sortRaters } from "@/components/results/quality/sort-raters";
import { rater } from "@/components/results/quality/testing/quality-fixture";

const raters = [
  rater("b", { agreement: 0.5 }),
  rater("none", { agreement: null }),
  rater("c", { agreement: 0.9 }),
  rater("a", { agreement: 0.5 }),
];
const namesBy = (order: "asc" | "desc") =>
  sortRaters(raters, { by: "agreement", order }, () => true).map(({ pseudonym }) => pseudonym);

it("raters are sorted either way, those without a figure last, equals by name", () => {
  expect(namesBy("asc")).toEqual(["a", "b", "c", "none"]);
  expect(namesBy("desc")).toEqual(["c", "a", "b", "none"]);
});

it("where no column is asked for, who is unusual comes first, then those with the most votes", () => {
  const counted = [rater("few", { votes: 10 }), rater("many", { votes: 90 }), rater("odd", { votes: 20 })];
  const sorted = sortRaters(counted, null, (pseudonym) => pseudonym === "odd");
  expect(sorted.map(({ pseudonym }) => pseudonym)).toEqual(["odd", "many", "few"]);
});

it("an address that names no column asks for none", () => {
  expect(parseRaterSort("agreement", "asc")).toEqual({ by: "agreement", order: "asc" });
  expect(parseRaterSort("votes", undefined)).toEqual({ by: "votes", order: "desc" });
  expect(parseRaterSort("constructor", "up")).toBeNull();
  expect(parseRaterSort(undefined, undefined)).toBeNull();
});
