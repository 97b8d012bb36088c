import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRepetitive } from "./find-repetition";

const shared = process.env.EUCALYPT_SHARED_DATA ?? join(import.meta.dirname, "../../../shared/data");
const folder = join(shared, "mtbench/answers");
const isHere = existsSync(folder);
if (!isHere) console.log(`skipped: no MT-Bench answers in ${folder}; set EUCALYPT_SHARED_DATA`);

const SENTENCE = "The radius is the distance from the centre to the edge. ";

test.each([
  ["a sentence again and again", `A circle is round. ${SENTENCE.repeat(5)}`],
  ["a sentence that its token limit cut", `A circle is round. ${SENTENCE.repeat(5)}The radius is`],
  [
    "lines that only their numbers tell apart",
    Array.from({ length: 9 }, (_, n) => `${n}. Draw a map of the Alps.`).join("\n"),
  ],
  ["a phrase inside a sentence", `I ask ${"about the validity of my answer to the question ".repeat(6)}`],
  ["two lines in turn", "Ann: I am a farmer from here.\nBo: I am a baker from there.\n".repeat(4)],
  ["a word without end", `It was ${"very ".repeat(100)}`],
  ["a loop with a way out at the end", `${SENTENCE.repeat(8)}That is all there is to say of it.`],
  [
    "code whose numbers run on",
    Array.from({ length: 40 }, (_, n) => `if k == ${n}:\n    return min(first, n)`).join("\n"),
  ],
])("a loop: %s", (_, text) => {
  expect(isRepetitive(text)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["a short answer", "No."],
  ["a sentence said three times", SENTENCE.repeat(3)],
  [
    "a refrain",
    `Row the boat along.\nMerrily we go.\n\nHear the song along.\nMerrily we go.\n\nSee the bank along.\nMerrily we go.`,
  ],
  ["a rule", `Before\n${"-".repeat(400)}`],
  ["a table's frame", `| a | b |\n${"| --- | --- | --- |\n".repeat(20)}`],
  ["laughter", "Ha ha ha ha ha ha ha!"],
  [
    "lines that begin alike",
    ["red", "blue", "green", "white", "black", "brown"].map((hue) => `The colour of this one is ${hue}.`).join("\n"),
  ],
  ["a multiplication table", Array.from({ length: 12 }, (_, n) => `7 × ${n} = ${7 * n}`).join("\n")],
])("no loop: %s", (_, text) => {
  expect(isRepetitive(text)).toBe(false);
});

test("a text of any length is looked at quickly", () => {
  const started = performance.now();
  isRepetitive("a".repeat(200_000));
  isRepetitive(Array.from({ length: 50_000 }, (_, n) => `word${n}`).join(" "));
  expect(performance.now() - started).toBeLessThan(1_000);
});

test.skipIf(!isHere)("of the real answers, those that loop are found, and no other", () => {
  const found = ["koala-13b", "alpaca-13b", "gpt-3.5-turbo"].flatMap((model) =>
    readFileSync(join(folder, `${model}.jsonl`), "utf8")
      .trim()
      .split("\n")
      .flatMap((line) => {
        const { question_id, choices } = JSON.parse(line) as { question_id: number; choices: { turns: string[] }[] };
        const turns = choices[0]?.turns ?? [];
        return turns.flatMap((turn, index) =>
          isRepetitive(turn) ? [`${model} ${question_id} turn ${index + 1}`] : [],
        );
      }),
  );
  // each was read: it says one thing until its token limit
  expect(found).toEqual([
    "koala-13b 109 turn 1",
    "koala-13b 109 turn 2",
    "koala-13b 111 turn 2",
    "koala-13b 129 turn 1",
    "koala-13b 129 turn 2",
  ]);
});
