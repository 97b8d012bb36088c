import { expect, test } from "vitest";
import { type DiffPart, diffWords } from "./diff-words";

const read = (parts: DiffPart[], leaveOut: DiffPart["kind"]) =>
  parts
    .filter(({ kind }) => kind !== leaveOut)
    .map(({ text }) => text)
    .join("");

test("says what was taken out and what came in", () => {
  expect(diffWords("Read both twice.", "Read both responses, twice.")).toEqual([
    { kind: "same", text: "Read both " },
    { kind: "added", text: "responses, " },
    { kind: "same", text: "twice." },
  ]);
  expect(diffWords("same", "same")).toEqual([{ kind: "same", text: "same" }]);
  expect(diffWords("", "new")).toEqual([{ kind: "added", text: "new" }]);
  expect(diffWords("old", "")).toEqual([{ kind: "removed", text: "old" }]);
});

test("both texts can be read out of it to the letter, whatever they are", () => {
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * most);
  };
  const words = ["a", "b", "ç", "中", " ", "\n", "  ", "."];
  for (let round = 0; round < 200; round++) {
    const [from, to] = [0, 1].map(() => Array.from({ length: next(40) }, () => words[next(8)]).join(""));
    const parts = diffWords(from ?? "", to ?? "");
    expect([read(parts, "added"), read(parts, "removed")]).toEqual([from, to]);
  }
  const [long, other] = ["x y ".repeat(5_000), "z w ".repeat(5_000)];
  const parts = diffWords(long, other);
  expect([read(parts, "added"), read(parts, "removed")]).toEqual([long, other]);
});
