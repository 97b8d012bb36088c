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
  sortRaters(raters, { by: "agreement", order }).map(({ pseudonym }) => pseudonym);

it("raters are sorted either way, those without a figure last, equals by name", () => {
  expect(namesBy("asc")).toEqual(["a", "b", "c", "none"]);
  expect(namesBy("desc")).toEqual(["c", "a", "b", "none"]);
});

it("an address that says nothing known sorts by votes, most first", () => {
  expect(parseRaterSort("agreement", "asc")).toEqual({ by: "agreement", order: "asc" });
  expect(parseRaterSort("constructor", "up")).toEqual({ by: "votes", order: "desc" });
  expect(parseRaterSort(undefined, undefined)).toEqual({ by: "votes", order: "desc" });
});
